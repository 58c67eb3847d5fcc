/** A week of opening hours: each day drawn over 24 hours, and edited as times. */

import { Copy, Plus, Trash2 } from "lucide-react";
import {
  clockOf,
  DAY_MIN,
  type Day,
  dayWords,
  minutesOf,
  NAMES,
  onWorkdays,
  opened,
  overlaps,
  replaced,
  type Week,
  type Window,
  windowOf,
  without,
} from "./hours";

/** The day as a strip from 00:00 to 24:00; what runs over comes in again from the day before. */
function Strip({ day, before }: { day: Day; before: Day }) {
  const share = (minutes: number) => `${(minutes / DAY_MIN) * 100}%`;
  const spilled = before
    .filter(({ to }) => to > DAY_MIN)
    .map(({ to }) => ({ from: 0, to: to - DAY_MIN }));
  return (
    <span className="strip" aria-hidden="true">
      {[...spilled, ...day].map(({ from, to }) => (
        <i
          key={`${from} ${to}`}
          style={{
            insetInlineStart: share(from),
            width: share(Math.min(to, DAY_MIN) - from),
          }}
        />
      ))}
    </span>
  );
}

interface WindowRowProps {
  readonly window: Window;
  readonly name: string; // of the day
  readonly onChange: (window: Window) => void;
  readonly onRemove: () => void;
}

export function WindowRow({ window, name, onChange, onRemove }: WindowRowProps) {
  const { from, to } = window;
  const put = (start: string, end: string) => {
    const [a, b] = [minutesOf(start), minutesOf(end)];
    if (a !== null && b !== null) onChange(windowOf(a, b));
  };
  return (
    <li className="win">
      <input
        type="time"
        className="in"
        aria-label={`${name}, from`}
        value={clockOf(from)}
        onChange={(event) => put(event.target.value, clockOf(to))}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        className="in"
        aria-label={`${name}, to`}
        value={clockOf(to)}
        onChange={(event) => put(clockOf(from), event.target.value)}
      />
      {to > DAY_MIN ? <span className="tg">next day</span> : null}
      <button
        type="button"
        className="ib sm"
        aria-label={`Remove ${clockOf(from)} to ${clockOf(to)} on ${name}`}
        onClick={onRemove}
      >
        <Trash2 size={14} />
      </button>
    </li>
  );
}

interface DayWindowsProps {
  readonly name: string;
  readonly day: Day;
  readonly onChange: (day: Day) => void;
}

export function DayWindows({ name, day, onChange }: DayWindowsProps) {
  return (
    <>
      {day.length === 0 ? <span className="mut">Closed</span> : null}
      <ul className="wins">
        {day.map((window, at) => (
          <WindowRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place; its times change under the hands
            key={at}
            name={name}
            window={window}
            onChange={(next) => onChange(replaced(day, at, next))}
            onRemove={() => onChange(without(day, at))}
          />
        ))}
      </ul>
      <button
        type="button"
        className="ib sm"
        aria-label={`Add hours on ${name}`}
        title="Add hours"
        onClick={() => onChange(opened(day))}
      >
        <Plus size={14} />
      </button>
    </>
  );
}

interface HoursGridProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

export function HoursGrid({ week, onChange }: HoursGridProps) {
  const wrong = overlaps(week);
  return (
    <ol className="hours" aria-label="Hours of a week">
      {NAMES.map((name, i) => {
        const day = week[i] ?? [];
        return (
          <li key={name} className="hour-d">
            <b>{name}</b>
            <Strip day={day} before={week[(i + 6) % 7] ?? []} />
            <div className="hour-w">
              <DayWindows
                name={name}
                day={day}
                onChange={(next) => onChange(replaced(week, i, next))}
              />
              {i === 0 ? (
                <button
                  type="button"
                  className="ib sm"
                  aria-label={`Copy Monday (${dayWords(day)}) to Tuesday to Friday`}
                  title="Copy to Tuesday to Friday"
                  onClick={() => onChange(onWorkdays(week, day))}
                >
                  <Copy size={14} />
                </button>
              ) : null}
              {wrong[i] ? <p className="err">{wrong[i]}</p> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
