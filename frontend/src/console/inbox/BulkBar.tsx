/** What can be done with all selected conversations at once. */

import { X } from "lucide-react";
import { useStage } from "../app/stage";
import { keysOf } from "../commands/registry";
import type { BulkAction } from "../thread/deeds";
import { people, useMany } from "../thread/useMany";
import { Kbd } from "../ui/Kbd";

const BUTTONS: readonly { readonly action: BulkAction; readonly name: string }[] = [
  { action: "claim", name: "Claim" },
  { action: "transfer", name: "Transfer" },
  { action: "snooze", name: "Snooze" },
  { action: "resolve", name: "Resolve" },
];

export function BulkBar() {
  const { selected, select, wish } = useStage();
  const { start, isPending } = useMany();
  if (selected.size === 0) return null;
  const ids = [...selected];
  const press = (action: BulkAction) => {
    if (action === "transfer" || action === "snooze") wish({ kind: action, ids });
    else start({ action, ids });
  };
  return (
    <section className="bulk" aria-label="Selection">
      <p role="status">
        <b>{people(selected.size)}</b> selected
      </p>
      <button
        type="button"
        className="ib sm"
        aria-label="Select nothing"
        onClick={() => select(new Set())}
      >
        <X size={14} />
      </button>
      <div className="bulk-b">
        {BUTTONS.map(({ action, name }) => (
          <button
            key={action}
            type="button"
            className="bt"
            disabled={isPending}
            onClick={() => press(action)}
          >
            {name} <Kbd combo={keysOf(action)} />
          </button>
        ))}
      </div>
    </section>
  );
}
