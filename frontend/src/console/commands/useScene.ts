/** The present scene, for commands to look at. */

import { useMemo } from "react";
import { usePlace } from "../app/place";
import { useLive, useSession } from "../app/session";
import type { Scene } from "./registry";

export function useScene(): Scene {
  const { me } = useSession();
  const place = usePlace();
  const id = place?.conversation ?? "";
  const row = useLive((state) => state.rows[id] ?? state.outdated[id] ?? null);
  // The place is made anew at each render; its two parts are what counts.
  const [list, conversation] = [place?.list, place?.conversation ?? ""];
  return useMemo(
    () => ({ me: me.id, row, place: list ? { list, conversation } : null }),
    [me.id, row, list, conversation],
  );
}
