/** Times and lengths of time as people read them. Formatters are made once: they are slow to make. */

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const DAY_MS = 86_400_000;

export const clock = (at: number): string => CLOCK.format(at);
export const full = (at: number): string => FULL.format(at);

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

export function day(at: number, now: number): string {
  if (sameDay(at, now)) return "Today";
  if (sameDay(at, now - DAY_MS)) return "Yesterday";
  return DAY.format(at);
}

/** 14:31 today, 12 Nov before. */
export const stamp = (at: number, now: number): string =>
  sameDay(at, now) ? clock(at) : SHORT_DAY.format(at);

const two = (n: number): string => String(n).padStart(2, "0");

/** 0:42, 12:05, 1:02:09, and 3 d from two days on. */
export function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h >= 48) return `${Math.floor(h / 24)} d`;
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const plural = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

/** "42 seconds", "3 minutes", "2 hours": for those who hear it. */
export function spoken(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return plural(seconds, "second");
  if (seconds < 3600) return plural(Math.round(seconds / 60), "minute");
  return plural(Math.round(seconds / 3600), "hour");
}
