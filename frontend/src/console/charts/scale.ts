/** Where things stand in a chart: round ticks, labels that fit, and the step an arrow key makes. Pure. */

const ROUND = [1, 2, 5, 10];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLOCK_STEPS = [
  ...[1, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 6, 12].map((n) => n * HOUR),
];

/** What a number counts: it decides its ticks and its words. */
export type Unit = "count" | "share" | "ms" | "rating";

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (ROUND.find((one) => one * power >= rough * 0.999) ?? 10) * power;
}

function clockStep(rough: number): number {
  return CLOCK_STEPS.find((one) => one >= rough) ?? Math.ceil(rough / DAY) * DAY;
}

function stepOf(unit: Unit, rough: number): number {
  if (unit === "ms") return clockStep(rough);
  return unit === "count" ? Math.max(1, roundStep(rough)) : roundStep(rough);
}

/** Round values from 0 to at least ``max``, about ``count`` of them above 0. */
export function ticks(max: number, unit: Unit = "count", count = 4): readonly number[] {
  if (unit === "rating") return [0, 1, 2, 3, 4, 5];
  const step = stepOf(unit, (max > 0 ? max : 1) / count);
  const n = Math.max(1, Math.ceil((max / step) * 0.999));
  const whole = Array.from({ length: n + 1 }, (_, i) => Number((i * step).toPrecision(12)));
  return unit === "share" ? whole.filter((one) => one <= 1) : whole;
}

/** Whether the label at ``at`` of ``count`` is written, when each needs ``room`` of ``width`` pixels. */
export function written(at: number, count: number, width: number, room = 52): boolean {
  const every = Math.max(1, Math.ceil((count * room) / Math.max(1, width)));
  return (count - 1 - at) % every === 0; // counted from the newest, which is always there
}

const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * The point an arrow key, Home or End leads to; null for other keys. Points stand in rows of
 * ``across``; in a single row up and down do as left and right.
 */
export function walked(key: string, at: number, count: number, across = count): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  if (!step) return null;
  const [right, down] = step;
  const by = across >= count ? right + down : right + down * across;
  const to = at + by;
  return to < 0 || to >= count ? at : to;
}
