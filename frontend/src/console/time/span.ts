/** Lengths of time as a number and a unit, from and to milliseconds. Pure. */

export type SpanUnit = "s" | "min" | "h" | "d";

export const UNITS: Readonly<Record<SpanUnit, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

export const UNIT_NAMES: Readonly<Record<SpanUnit, string>> = {
  s: "seconds",
  min: "minutes",
  h: "hours",
  d: "days",
};

const ORDER: readonly SpanUnit[] = ["d", "h", "min", "s"];

/** The largest unit in which a length is a whole number: 90 s, 2 min, 1 h. */
export const unitOf = (ms: number): SpanUnit =>
  ms === 0 ? "min" : (ORDER.find((unit) => ms % UNITS[unit] === 0) ?? "s");

const ONE: Readonly<Record<SpanUnit, string>> = { s: "second", min: "minute", h: "hour", d: "day" };

/** "90 seconds", "2 hours": as it was set. */
export function spanWords(ms: number): string {
  const unit = unitOf(ms);
  const n = ms / UNITS[unit];
  return `${n} ${n === 1 ? ONE[unit] : UNIT_NAMES[unit]}`;
}
