/** What was merged and split, newest first; what holds can be undone. */

import type { Merge } from "../api/contacts";
import { full } from "../time/format";
import type { useWhoIsWho } from "./useContact";
import { isUndoable, mergeWords } from "./words";

interface HistoryProps {
  readonly merges: readonly Merge[];
  readonly undo: ReturnType<typeof useWhoIsWho>["undo"] | null; // null: they may only look
}

export function History({ merges, undo }: HistoryProps) {
  if (merges.length === 0) return null;
  return (
    <details className="more">
      <summary className="lk">Merges and splits</summary>
      <ul className="p-ids">
        {merges.map((merge) => (
          <li key={merge.id}>
            <div>
              <p>{mergeWords(merge)}</p>
              <p className="mut">{full(merge.ended_at || merge.at)}</p>
            </div>
            {undo && isUndoable(merge) ? (
              <button
                type="button"
                className="bt"
                disabled={undo.isPending}
                aria-label={`Undo: ${mergeWords(merge)}`}
                onClick={() => undo.mutate(merge.id)}
              >
                Undo
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
