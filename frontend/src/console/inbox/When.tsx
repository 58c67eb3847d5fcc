/** How long a visitor has waited and how much patience is left; else when something last happened. */

import type { HandoffView, Row } from "../../protocol/frames";
import { useNow } from "../time/clock";
import { spoken, stamp, timer } from "../time/format";

const SOON_MS = 60_000;

export type Urgency = "ok" | "wait" | "bad";

/** Amber in the last minute before the fallback runs, red afterwards. */
export function urgency(handoff: HandoffView, now: number): Urgency {
  if (handoff.fallback) return "bad";
  if (!handoff.deadline_at) return "ok";
  const left = handoff.deadline_at - now;
  if (left <= 0) return "bad";
  return left <= SOON_MS ? "wait" : "ok";
}

/** How much of the patience is used up, 0..1. */
export function spent({ requested_at, deadline_at }: HandoffView, now: number): number {
  if (!deadline_at || deadline_at <= requested_at) return 0;
  return Math.min(1, Math.max(0, (now - requested_at) / (deadline_at - requested_at)));
}

function Waiting({ handoff }: { handoff: HandoffView }) {
  const now = useNow();
  const waited = now - handoff.requested_at;
  const round = 37.7 * spent(handoff, now);
  return (
    <span className={`sla ${urgency(handoff, now)}`}>
      <svg className="dial" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" />
        <circle className="p" cx="8" cy="8" r="6" strokeDasharray={`${round} 37.7`} />
      </svg>
      <bdi aria-hidden="true">{timer(waited)}</bdi>
      <span className="sr">waiting for {spoken(waited)}</span>
    </span>
  );
}

function Stamp({ at }: { at: number }) {
  const now = useNow();
  return <time dateTime={new Date(at).toISOString()}>{stamp(at, now)}</time>;
}

export function When({ row }: { row: Row }) {
  if (row.status === "waiting" && row.handoff) return <Waiting handoff={row.handoff} />;
  return <Stamp at={row.updated_at} />;
}
