/** Moments by the clocks of other zones. Pure. */

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    FORMATS.set(zone, format);
  }
  return format;
}

/** What the clock on a wall there shows, read as if it were UTC. Raises RangeError: no such zone. */
export function wall(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** When the clock there shows that; where it never does (a skipped hour), the moment just after. */
export function momentOf(shown: number, zone: string): number {
  const guess = shown - (wall(shown, zone) - shown);
  return guess - (wall(guess, zone) - shown);
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The next time, from ``now`` on, that it is that weekday (0: Monday) and minute there. */
export function nextAt(weekday: number, minutes: number, zone: string, now: number): number {
  const today = Math.floor(wall(now, zone) / DAY_MS) * DAY_MS;
  const ahead = (weekday - ((new Date(today).getUTCDay() + 6) % 7) + 7) % 7;
  const shown = today + ahead * DAY_MS + minutes * MINUTE_MS;
  const found = momentOf(shown, zone);
  return found >= now ? found : momentOf(shown + 7 * DAY_MS, zone);
}
