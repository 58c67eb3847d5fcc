/** The present scene, for commands to look at. */

import { useMemo } from "react";
import { firstOffer } from "../app/offers";
import { usePlace } from "../app/place";
import { useLive, useSession } from "../app/session";
import { useStage } from "../app/stage";
import type { Scene } from "./registry";

export function useScene(): Scene {
  const { me } = useSession();
  const selected = useStage().selected.size;
  const offered = useLive((state) => firstOffer(state.offers) !== undefined);
  const place = usePlace();
  const id = place?.conversation ?? "";
  const row = useLive((state) => state.rows[id] ?? state.outdated[id] ?? null);
  // The place is made anew at each render; its two parts are what counts.
  const [list, conversation] = [place?.list, place?.conversation ?? ""];
  return useMemo(
    () => ({
      me: me.id,
      role: me.role,
      row,
      place: list ? { list, conversation } : null,
      selected,
      offered,
    }),
    [me.id, me.role, row, list, conversation, selected, offered],
  );
}
