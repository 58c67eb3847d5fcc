/** What is due when; else how long a visitor has waited; else when something last happened. */

import { AlarmClock } from "lucide-react";
import type { ClockView, HandoffView, Row } from "../../protocol/frames";
import { useServerNow } from "../app/useServerNow";
import { untilWords } from "../thread/snoozing";
import { useNow } from "../time/clock";
import { spoken, stamp, timer } from "../time/format";
import { countdown, firstDue, nearness, targetWords, type Urgency } from "./due";

/** Amber in the last minute before the fallback runs, red afterwards. */
export function urgency(handoff: HandoffView, now: number): Urgency {
  if (handoff.fallback) return "bad";
  if (!handoff.deadline_at) return "ok";
  const left = handoff.deadline_at - now;
  return left <= 0 ? "bad" : nearness(left - 1);
}

/** How much of the patience is used up, 0..1. */
export function spent({ requested_at, deadline_at }: HandoffView, now: number): number {
  if (!deadline_at || deadline_at <= requested_at) return 0;
  return Math.min(1, Math.max(0, (now - requested_at) / (deadline_at - requested_at)));
}

function Dial({ share }: { share: number }) {
  return (
    <svg className="dial" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle className="p" cx="8" cy="8" r="6" strokeDasharray={`${37.7 * share} 37.7`} />
    </svg>
  );
}

function Waiting({ handoff, now }: { handoff: HandoffView; now: number }) {
  const waited = now - handoff.requested_at;
  return (
    <span className={`sla ${urgency(handoff, now)}`} title="Waiting">
      <Dial share={spent(handoff, now)} />
      <bdi aria-hidden="true">{timer(waited)}</bdi>
      <span className="sr">waiting for {spoken(waited)}</span>
    </span>
  );
}

const DIAL_MS = 300_000; // a ring is full from five minutes on

export function Due({ due, now }: { due: ClockView; now: number }) {
  const left = due.due_at - now;
  const what = targetWords(due.target);
  const heard = left < 0 ? `${what} late by ${spoken(-left)}` : `${what} due in ${spoken(left)}`;
  return (
    <span className={`sla ${nearness(left)}`} title={heard}>
      <Dial share={Math.min(1, Math.max(0, left / DIAL_MS))} />
      <bdi aria-hidden="true">{countdown(left)}</bdi>
      <span className="sr">{heard}</span>
    </span>
  );
}

function Snoozed({ until }: { until: number }) {
  const now = useNow();
  const words = untilWords(until, now);
  return (
    <span className="sla ok" title={`Snoozed ${words}`}>
      <AlarmClock size={12} aria-hidden="true" />
      {words.replace(/^until (the )?/, "").replace(" answers", "")}
      <span className="sr">, snoozed</span>
    </span>
  );
}

function Stamp({ at }: { at: number }) {
  const now = useNow();
  return <time dateTime={new Date(at).toISOString()}>{stamp(at, now)}</time>;
}

/** Ticks with the page's clock. */
export function When({ row }: { row: Row }) {
  const now = useServerNow();
  const due = firstDue(row, now);
  if (row.snoozed_until) return <Snoozed until={row.snoozed_until} />;
  if (due) return <Due due={due} now={now} />;
  if (row.status === "waiting" && row.handoff) return <Waiting handoff={row.handoff} now={now} />;
  return <Stamp at={row.updated_at} />;
}
