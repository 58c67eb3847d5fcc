/** A length of time: a number and its unit. */

import { useId, useState } from "react";
import { type SpanUnit, UNIT_NAMES, UNITS, unitOf } from "../time/span";

interface SpanProps {
  readonly label: string;
  readonly ms: number | null; // null: as the empty field says
  readonly onChange: (ms: number | null) => void;
  readonly empty?: string; // what an empty field means; without it a number is needed
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

const NAMES = Object.entries(UNIT_NAMES) as [SpanUnit, string][];

export function Span({ label, ms, onChange, empty, hint, error }: SpanProps) {
  const id = useId();
  const [chosen, setUnit] = useState<SpanUnit>(() => unitOf(ms ?? 0));
  const [text, setText] = useState<string | null>(null); // while it is typed and no number yet
  // A length that came from elsewhere and does not fit the unit is shown in one that it fits.
  const unit = ms !== null && ms % UNITS[chosen] ? unitOf(ms) : chosen;
  const type = (next: string) => {
    const n = Number(next);
    const empties = next.trim() === "" && empty !== undefined;
    const good = next.trim() !== "" && Number.isFinite(n) && n >= 0;
    setText(good || empties ? null : next);
    if (good) onChange(Math.round(n * UNITS[unit]));
    else if (empties) onChange(null);
  };
  const about = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="span">
        <input
          id={id}
          className="in"
          inputMode="decimal"
          value={text ?? (ms === null ? "" : String(ms / UNITS[unit]))}
          placeholder={empty ?? ""}
          aria-invalid={error || text !== null ? true : undefined}
          aria-describedby={about || undefined}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setText(null)}
        />
        <select
          className="in"
          aria-label={`${label}: unit`}
          value={unit}
          onChange={(event) => {
            const next = event.target.value as SpanUnit;
            setUnit(next);
            if (ms !== null) onChange(Math.round((ms / UNITS[unit]) * UNITS[next]));
          }}
        >
          {NAMES.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="err" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
