/** Which days a report is about, in which zone: in the address, so that it can be sent on. Pure. */

export interface Period {
  readonly days: number; // the last so many, today included
  readonly zone: string;
  readonly business: boolean; // times are counted in business hours
  readonly team: string; // "": all
}

export const SPANS: readonly { readonly value: string; readonly label: string }[] = [
  { value: "1", label: "Today" },
  { value: "7", label: "Last 7 days" },
  { value: "14", label: "Last 14 days" },
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
];

const MOST_DAYS = 366;

export function read(search: string, zone: string): Period {
  const found = new URLSearchParams(search);
  const days = Math.floor(Number(found.get("days")));
  return {
    days: days >= 1 && days <= MOST_DAYS ? days : 14,
    zone: found.get("zone") || zone,
    business: found.get("business") === "true",
    team: found.get("team") ?? "",
  };
}

/** What differs from how a report opens by itself. */
export function written({ days, zone, business, team }: Period, own: string): string {
  const parts = new URLSearchParams();
  if (days !== 14) parts.set("days", String(days));
  if (zone !== own) parts.set("zone", zone);
  if (business) parts.set("business", "true");
  if (team) parts.set("team", team);
  return parts.toString();
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** The ISO date that a moment has in a zone. */
export function dateIn(at: number, zone: string): string {
  let format = FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
    FORMATS.set(zone, format);
  }
  return format.format(at);
}

const DAY_MS = 86_400_000;

/** The ISO date so many days before another. */
export const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** First and last day of a period that ends today. */
export function days(period: Period, now: number): { since: string; until: string } {
  const until = dateIn(now, period.zone);
  return { since: daysBefore(until, period.days - 1), until };
}

const SHORT = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  timeZone: "UTC",
});
const LONG = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);

export const shortDay = (date: string): string => SHORT.format(noon(date));
export const longDay = (date: string): string => LONG.format(noon(date));
