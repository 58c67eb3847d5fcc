/** How long to wait before the next try to connect. Pure. */

const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;
const LEAST_SHARE = 0.2; // of the ceiling; the rest is jitter, so that browsers do not come at once

/** Milliseconds before try number `attempt` (from 0); `random` is in 0..1. */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * (LEAST_SHARE + (1 - LEAST_SHARE) * random));
}

/** The same, but not before the server said that it will be there again. */
export function backoffAfter(asked: number, attempt: number, random: number): number {
  return asked ? asked + backoff(0, random) : backoff(attempt, random);
}
