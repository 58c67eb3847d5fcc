/** Until when a conversation can be put aside. Pure. */

import { clock, full, sameDay } from "../time/format";

/** So far off that only the visitor's answer ends it; the server knows it as that, too. */
export const UNTIL_ANSWERED = 2 ** 53;

const HOUR_MS = 3_600_000;
const MORNING = 9; // o'clock
const AFTERNOON = 15;
const MONDAY = 1;

export interface SnoozeChoice {
  readonly label: string;
  readonly until: number;
}

const at = (now: number, days: number, hour: number): number => {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(hour, 0, 0, 0);
};

/** What is offered at ``now``, by this browser's calendar: nothing that is over, nothing twice. */
export function snoozeChoices(now: number): readonly SnoozeChoice[] {
  const weekday = new Date(now).getDay();
  const toMonday = (MONDAY - weekday + 7) % 7 || 7;
  const afternoon = at(now, 0, AFTERNOON);
  return [
    { label: "In an hour", until: now + HOUR_MS },
    ...(afternoon > now + HOUR_MS ? [{ label: "This afternoon", until: afternoon }] : []),
    { label: "Tomorrow", until: at(now, 1, MORNING) },
    ...(toMonday > 1 ? [{ label: "Next Monday", until: at(now, toMonday, MORNING) }] : []),
    { label: "Until the visitor answers", until: UNTIL_ANSWERED },
  ];
}

/** "until 15:00", "until 24 Nov 2026, 09:00", "until the visitor answers". */
export function untilWords(until: number, now: number): string {
  if (until >= UNTIL_ANSWERED) return "until the visitor answers";
  return `until ${sameDay(until, now) ? clock(until) : full(until)}`;
}

/** A moment as a ``datetime-local`` field has it, by this browser's zone. */
export function localField(moment: number): string {
  const shifted = moment - new Date(moment).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}
