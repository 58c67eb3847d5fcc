/** The same deed for one conversation or for many, from a dialog that closes when it is done. */

import { useSession } from "../../app/session";
import type { BulkAction, Details } from "../deeds";
import { useAct } from "../useAct";
import { useMany } from "../useMany";

export interface DialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

export function useDeed(ids: readonly string[], onClose: () => void) {
  const { live } = useSession();
  const one = useAct();
  const many = useMany();
  return {
    busy: one.isPending || many.isPending,
    start(action: BulkAction, details: Details) {
      const { rows, outdated } = live.picture().state;
      const [id] = ids;
      const row = ids.length === 1 && id ? (rows[id] ?? outdated[id]) : undefined;
      if (row) one.mutate({ row, action, details }, { onSuccess: onClose });
      else many.start({ action, ids, details });
    },
  };
}

/** "Amara", or "3 conversations". */
export function useWhat(ids: readonly string[]): string {
  const { live } = useSession();
  if (ids.length !== 1) return `${ids.length} conversations`;
  const { rows, outdated } = live.picture().state;
  const id = ids[0] ?? "";
  return (rows[id] ?? outdated[id])?.name ?? "a conversation";
}
