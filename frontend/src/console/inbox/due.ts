/** What of a conversation is due first, and how near that is. Pure. */

import type { ClockView, Row } from "../../protocol/frames";

const SOON_MS = 60_000;
const NEAR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export type Urgency = "ok" | "wait" | "bad";

/** Calm above a minute, amber in the last one, red once it is over. */
export function nearness(left: number): Urgency {
  if (left < 0) return "bad";
  return left < SOON_MS ? "wait" : "ok";
}

/**
 * The clock that is due first; those that stand still are not. A resolution that is hours away is
 * nobody's worry yet.
 */
export function firstDue(row: Row, now: number): ClockView | null {
  if (row.status === "resolved") return null;
  const running = row.clocks.filter(
    ({ due_at, target }) => due_at > 0 && (target !== "resolution" || due_at - now < NEAR_MS),
  );
  return running.reduce<ClockView | null>(
    (first, one) => (first && first.due_at <= one.due_at ? first : one),
    null,
  );
}

const TARGETS: Readonly<Record<string, string>> = {
  first_reply: "first reply",
  next_reply: "reply",
  resolution: "resolution",
};
export const targetWords = (target: string): string => TARGETS[target] ?? "answer";

const two = (n: number): string => String(n).padStart(2, "0");

/** "0:42" left, "−1:05" late; from an hour on "3 h", from two days on "2 d". */
export function countdown(left: number): string {
  const sign = left < 0 ? "−" : "";
  const ms = Math.abs(left);
  if (ms >= 2 * DAY_MS) return `${sign}${Math.floor(ms / DAY_MS)} d`;
  if (ms >= NEAR_MS) return `${sign}${Math.floor(ms / NEAR_MS)} h`;
  const seconds = Math.floor(ms / 1000);
  return `${sign}${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
