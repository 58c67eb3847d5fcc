/** A week by hours: darker is more, an outline where it went badly. */

import { useState } from "react";
import { useWalk } from "./useWalk";

export interface HeatCell {
  readonly day: number; // 0: Monday
  readonly hour: number;
  readonly value: number;
  readonly marked: boolean;
  readonly words: string; // "Monday 09:00 to 10:00: 4 handoffs, 1 not taken"
}

interface HeatProps {
  readonly name: string;
  readonly cells: readonly HeatCell[]; // 168, by day and hour
  readonly onPick?: (cell: HeatCell) => void;
}

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];
const two = (n: number): string => String(n).padStart(2, "0");

/** How dark a cell is, 0 to 4: by its share of the darkest. */
export const shade = (value: number, most: number): number =>
  value <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * 4));

export function Heat({ name, cells, onPick }: HeatProps) {
  const most = Math.max(1e-9, ...cells.map(({ value }) => value));
  const [busiest] = useState(() => cells.findIndex(({ value }) => value === most));
  const walk = useWalk(cells.length, 24, Math.max(0, busiest));
  const shown = walk.shown === null ? undefined : cells[walk.shown];
  return (
    <div className="heat">
      <div className="heat-days" aria-hidden="true">
        {DAYS.map((day) => (
          <span key={day}>{day}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, no fieldset of a form */}
      <div
        className="heat-g"
        ref={walk.box}
        role="group"
        aria-label={`${name}: a week by hours, arrow keys move between them`}
        onKeyDown={walk.onKey}
        onPointerLeave={() => walk.show(null)}
        onBlur={() => walk.show(null)}
      >
        {cells.map((cell, i) => (
          <button
            key={`${cell.day} ${cell.hour}`}
            type="button"
            data-point
            className={`h${shade(cell.value, most)}${cell.marked ? " marked" : ""}`}
            tabIndex={i === walk.at ? 0 : -1}
            aria-label={cell.words}
            onPointerEnter={() => walk.show(i)}
            onFocus={() => walk.focus(i)}
            onClick={() => onPick?.(cell)}
          />
        ))}
      </div>
      <div className="heat-hours" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{two(hour)}:00</span>
        ))}
      </div>
      <p className="heat-w" aria-hidden="true">
        {shown?.words ?? "Point at an hour, or walk there with the arrow keys."}
      </p>
    </div>
  );
}
