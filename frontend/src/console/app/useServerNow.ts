/** The server's clock, ticking with the page's one clock: what is due is due by it. */

import { useNow } from "../time/clock";
import { useLive } from "./session";

export function useServerNow(): number {
  const skew = useLive((state) => state.skew);
  return useNow() + skew;
}
