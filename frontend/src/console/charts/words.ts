/** Numbers of a report in words: shares, times, ratings, and what changed against before. Pure. */

import { spoken, timer } from "../time/format";
import type { Unit } from "./scale";

const COUNT = new Intl.NumberFormat();
const RATING = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

function share(value: number): string {
  const percent = value * 100;
  const small = percent !== 0 && Math.abs(percent) < 10 && Math.abs(percent % 1) >= 0.05;
  return `${small ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** As on a tile or an axis; "–" where there is nothing to tell. */
export function figure(value: number | null, unit: Unit): string {
  if (value === null) return "–";
  switch (unit) {
    case "count":
      return COUNT.format(value);
    case "share":
      return share(value);
    case "ms":
      return timer(value);
    case "rating":
      return RATING.format(value);
  }
}

/** The same for those who hear it. */
export function saidFigure(value: number | null, unit: Unit): string {
  if (value === null) return "nothing to tell";
  if (unit === "ms") return spoken(value);
  return unit === "rating" ? `${figure(value, unit)} of 5` : figure(value, unit);
}

export interface Change {
  readonly words: string; // "+3 %", "−0:18", "no change"
  readonly tone: "good" | "bad" | "even";
}

/** How ``now`` differs from ``before``; ``better`` tells which way is good, if either is. */
export function change(
  now: number | null,
  before: number | null,
  unit: Unit,
  better: "up" | "down" | "neither",
): Change | null {
  if (now === null || before === null) return null;
  const by = now - before;
  const size = figure(Math.abs(by), unit);
  if (size === figure(0, unit)) return { words: "no change", tone: "even" };
  const points = unit === "share" ? size.replace(" %", " points") : size;
  const good = better === (by > 0 ? "up" : "down");
  const tone = better === "neither" ? "even" : good ? "good" : "bad";
  return { words: `${by > 0 ? "+" : "−"}${points}`, tone };
}
