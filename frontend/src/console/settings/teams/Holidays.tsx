/** Days that are otherwise than the week: holidays, and days with hours of their own. */

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Field } from "../../ui/Field";
import { DayWindows } from "./HoursGrid";
import type { Day } from "./hours";

interface HolidaysProps {
  readonly days: Readonly<Record<string, Day>>; // by ISO date
  readonly onChange: (days: Readonly<Record<string, Day>>) => void;
  readonly errorOf: (date: string) => string;
}

export function Holidays({ days, onChange, errorOf }: HolidaysProps) {
  const [fresh, setFresh] = useState("");
  const dates = Object.keys(days).sort();
  const put = (date: string, day: Day) => onChange({ ...days, [date]: day });
  const remove = (date: string) =>
    onChange(Object.fromEntries(Object.entries(days).filter(([one]) => one !== date)));
  return (
    <div className="grid gap-3">
      <h3 className="label">Holidays and other days</h3>
      {dates.length === 0 ? <p className="mut">None. Every week is as above.</p> : null}
      <ul className="grid gap-2" aria-label="Holidays">
        {dates.map((date) => (
          <li key={date} className="holiday">
            <time dateTime={date}>{dateWords(date)}</time>
            <div className="hour-w">
              <DayWindows
                name={dateWords(date)}
                day={days[date] ?? []}
                onChange={(day) => put(date, day)}
              />
              <button
                type="button"
                className="ib sm"
                aria-label={`Remove ${dateWords(date)}`}
                onClick={() => remove(date)}
              >
                <Trash2 size={14} />
              </button>
            </div>
            {errorOf(date) ? <p className="err">{errorOf(date)}</p> : null}
          </li>
        ))}
      </ul>
      <form
        className="add-day"
        onSubmit={(event) => {
          event.preventDefault();
          if (!(fresh in days)) put(fresh, []);
          setFresh("");
        }}
      >
        <Field
          label="Another day"
          type="date"
          required
          value={fresh}
          onChange={setFresh}
          hint="It begins as closed; give it hours with +."
        />
        <button type="submit" className="bt">
          <Plus size={14} /> Add the day
        </button>
      </form>
    </div>
  );
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });

function dateWords(date: string): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(at) ? date : DATE.format(at);
}
