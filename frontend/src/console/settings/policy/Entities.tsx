/** Details of the owner's own that are to be found in messages, each by a pattern. */

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { errorAt } from "../../api/problem";
import { Field } from "../../ui/Field";

interface EntitiesProps {
  readonly entities: Readonly<Record<string, string>>;
  readonly error: Error | null;
  readonly onChange: (entities: Readonly<Record<string, string>>) => void;
}

type Row = readonly [kind: string, pattern: string];

export function Entities({ entities, error, onChange }: EntitiesProps) {
  const [rows, setRows] = useState<readonly Row[]>(() => Object.entries(entities));
  const put = (next: readonly Row[]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([kind, pattern]) => kind || pattern)));
  };
  const edit = (at: number, row: Row) => put(rows.map((old, i) => (i === at ? row : old)));
  return (
    <section className="card">
      <h2>Details of your own</h2>
      <p className="mut">
        Such as your customer numbers: a name, and the pattern that finds them in a message.
      </p>
      <ul className="grid gap-3">
        {rows.map(([kind, pattern], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being typed
          <li key={at} className="flex items-start gap-2">
            <div className="grid grow gap-3 sm:grid-cols-2">
              <Field label="Name" value={kind} onChange={(next) => edit(at, [next, pattern])} />
              <Field
                label="Pattern"
                mono
                placeholder="L-\d{4}"
                value={pattern}
                onChange={(next) => edit(at, [kind, next])}
                error={errorAt(error, `entities.${kind}`)}
              />
            </div>
            <button
              type="button"
              className="ib mt-6"
              aria-label={`Remove the detail ${kind}`}
              onClick={() => put(rows.filter((_, i) => i !== at))}
            >
              <Trash2 size={16} />
            </button>
          </li>
        ))}
      </ul>
      <div>
        <button type="button" className="bt" onClick={() => put([...rows, ["", ""]])}>
          <Plus size={14} /> Add a detail
        </button>
      </div>
    </section>
  );
}
