/** What I chose to be told of, and how: as the table of events and ways edits it. Pure. */

import type { Events, QuietBody } from "../../api/notices";

export const OWN_WAYS = ["console", "push", "email", "sms"] as const;
export type Way = (typeof OWN_WAYS)[number];

export const WAY_LABELS: Readonly<Record<Way, string>> = {
  console: "Here",
  push: "Push",
  email: "Email",
  sms: "SMS",
};

/** A line of the table: something that one may be told of, and how that is without a choice. */
export interface NoticeLine {
  readonly event: string;
  readonly title: string;
  readonly usual: readonly string[];
}

export const waysOf = (chosen: Events, { event, usual }: NoticeLine): readonly string[] =>
  chosen[event] ?? usual;

/** The same with one way switched; from then on the event is a choice of one's own. */
export function switched(chosen: Events, line: NoticeLine, way: string, on: boolean): Events {
  const others = waysOf(chosen, line).filter((one) => one !== way);
  const next = on ? [...others, way] : others;
  return { ...chosen, [line.event]: OWN_WAYS.filter((one) => next.includes(one)) };
}

/** The same without a choice of one's own for one event. */
export const followed = (chosen: Events, event: string): Events =>
  Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== event));

export const NIGHT: QuietBody = { since: 22 * 60, until: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] };

/** Days in the order of the week, with one switched. */
export const withDay = (days: readonly number[], day: number, on: boolean): readonly number[] =>
  [...days.filter((one) => one !== day), ...(on ? [day] : [])].sort((a, b) => a - b);
