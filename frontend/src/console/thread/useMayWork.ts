/** Whether I may do anything with a conversation: viewers only read, and a drill is nobody's. */

import { mayAct } from "../api/rights";
import { useLive, useSession } from "../app/session";

export function useMayWork(conversation: string): boolean {
  const { me } = useSession();
  const drill = useLive((state) => state.rows[conversation]?.drill ?? false);
  return mayAct(me.role) && !drill;
}
