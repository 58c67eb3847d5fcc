/** Business hours as the grid edits them: a week of windows in minutes, and days that are otherwise. Pure. */

/** Minutes since midnight; an end beyond 24 h lies in the next day. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export type Day = readonly Window[];
export type Week = readonly Day[]; // Monday first

export const NAMES = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export const DAY_MIN = 24 * 60;
const two = (n: number): string => String(n).padStart(2, "0");

/** "09:00"; of the next day the same. */
export const clockOf = (minutes: number): string =>
  `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

/** The minutes of "9:05", null where it is no time of day. */
export function minutesOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** A window from one time of day to another; an end that is not later is of the next day. */
export const windowOf = (from: number, end: number): Window => ({
  from,
  to: end % DAY_MIN > from ? end % DAY_MIN : (end % DAY_MIN) + DAY_MIN,
});

export const windowWords = ({ from, to }: Window): string =>
  to - from === DAY_MIN && from === 0
    ? "all day"
    : `${clockOf(from)} to ${clockOf(to)}${to > DAY_MIN ? " of the next day" : ""}`;

export const dayWords = (day: Day): string =>
  day.length ? day.map(windowWords).join(" and ") : "closed";

const OPENING: Window = { from: 9 * 60, to: 17 * 60 };

/** A day with one more window, after the last one. */
export function opened(day: Day): Day {
  const last = day.at(-1);
  if (!last) return [OPENING];
  const from = Math.min(last.to + 60, DAY_MIN - 60);
  return [...day, { from, to: Math.min(from + 120, DAY_MIN) }];
}

export const replaced = <T>(items: readonly T[], at: number, item: T): readonly T[] =>
  items.map((old, i) => (i === at ? item : old));

export const without = <T>(items: readonly T[], at: number): readonly T[] =>
  items.filter((_, i) => i !== at);

/** The week with the hours of one day on every day from Monday to Friday. */
export const onWorkdays = (week: Week, day: Day): Week => week.map((old, i) => (i < 5 ? day : old));

/** What is wrong with a week, by day: windows that overlap, also across midnight. */
export function overlaps(week: Week): readonly string[] {
  return week.map((day, i) => {
    const next = week[(i + 1) % 7] ?? [];
    const after = next.map(({ from, to }) => ({ from: from + DAY_MIN, to: to + DAY_MIN }));
    const all = [...day, ...after].sort((a, b) => a.from - b.from);
    const hit = all.find((one, n) => n > 0 && one.from < (all[n - 1]?.to ?? 0));
    return hit && day.length ? "Two windows overlap." : "";
  });
}

export const never = (week: Week, others: readonly Day[]): boolean =>
  week.every((day) => day.length === 0) && others.every((day) => day.length === 0);

/** Runs of days with the same hours: "Monday to Friday 09:00 to 17:00; Saturday closed". */
export function weekWords(week: Week): string {
  const runs: { first: number; last: number; words: string }[] = [];
  week.forEach((day, i) => {
    const words = dayWords(day);
    const before = runs.at(-1);
    if (before?.words === words) before.last = i;
    else runs.push({ first: i, last: i, words });
  });
  return runs
    .map(({ first, last, words }) =>
      first === last ? `${NAMES[first]} ${words}` : `${NAMES[first]} to ${NAMES[last]} ${words}`,
    )
    .join("; ");
}
