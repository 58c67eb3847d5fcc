/** Hours in which nothing calls me: what comes then waits until they end. */

import { Plus, Trash2 } from "lucide-react";
import type { QuietBody } from "../../api/notices";
import { clockOf, minutesOf, NAMES, replaced, without } from "../teams/hours";
import { NIGHT, withDay } from "./wishes";

interface RowProps {
  readonly quiet: QuietBody;
  readonly at: number;
  readonly onChange: (quiet: QuietBody) => void;
  readonly onRemove: () => void;
}

function Row({ quiet, at, onChange, onRemove }: RowProps) {
  const time = (key: "since" | "until", label: string) => (
    <input
      type="time"
      className="in"
      aria-label={`Quiet hours ${at + 1}, ${label}`}
      value={clockOf(quiet[key])}
      onChange={(event) => {
        const minutes = minutesOf(event.target.value);
        if (minutes !== null) onChange({ ...quiet, [key]: minutes });
      }}
    />
  );
  return (
    <li className="quiet">
      <span className="win">
        {time("since", "from")}
        <span aria-hidden="true">–</span>
        {time("until", "until")}
        {quiet.until <= quiet.since ? <span className="tg">next day</span> : null}
      </span>
      <fieldset className="views" aria-label={`Days of quiet hours ${at + 1}`}>
        {NAMES.map((name, day) => (
          <button
            key={name}
            type="button"
            className={quiet.days.includes(day) ? "chip on" : "chip"}
            aria-pressed={quiet.days.includes(day)}
            aria-label={name}
            onClick={() =>
              onChange({ ...quiet, days: withDay(quiet.days, day, !quiet.days.includes(day)) })
            }
          >
            {name.slice(0, 2)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="ib"
        aria-label={`Remove quiet hours ${at + 1}`}
        onClick={onRemove}
      >
        <Trash2 size={16} />
      </button>
    </li>
  );
}

interface QuietHoursProps {
  readonly quiet: readonly QuietBody[];
  readonly onChange: (quiet: readonly QuietBody[]) => void;
}

export function QuietHours({ quiet, onChange }: QuietHoursProps) {
  return (
    <div className="grid gap-2">
      <h3 className="label">Quiet hours</h3>
      <p className="hint">
        Push, mail and SMS wait until they end; what was settled by then is not told at all.
      </p>
      <ul className="grid gap-2" aria-label="Quiet hours">
        {quiet.map((one, at) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: quiet hours are their place; all of them can change
            key={at}
            quiet={one}
            at={at}
            onChange={(next) => onChange(replaced(quiet, at, next))}
            onRemove={() => onChange(without(quiet, at))}
          />
        ))}
      </ul>
      <div>
        <button type="button" className="bt" onClick={() => onChange([...quiet, NIGHT])}>
          <Plus size={14} /> Add quiet hours
        </button>
      </div>
    </div>
  );
}
