/** One line that answers: who holds this conversation, and what happens next? */

import type { SeenRow } from "../../protocol/frames";
import { useServerNow } from "../app/useServerNow";
import { firstDue, targetWords } from "../inbox/due";
import { Due } from "../inbox/When";
import { spoken, timer } from "../time/format";
import { channel, fallback, holder, offeredWords } from "../ui/labels";
import { ELSEWHERE } from "./deeds";
import { untilWords } from "./snoozing";

interface Said {
  readonly shown: string;
  readonly heard: string;
}

function offered(row: SeenRow, me: string, now: number): Said {
  const to = offeredWords(row, me);
  const left = row.assigned_until - now;
  return { shown: `${to}, ${timer(left)} left`, heard: `${to}, ${spoken(left)} left` };
}

function waiting(row: SeenRow, me: string, now: number): Said {
  const handoff = row.handoff;
  if (row.assigned) return offered(row, me, now);
  if (!handoff) return { shown: "Waiting", heard: "Waiting" };
  const waited = now - handoff.requested_at;
  if (handoff.fallback)
    return {
      shown: `Waiting ${timer(waited)}, ${fallback(handoff.fallback)}`,
      heard: `Waiting for ${spoken(waited)}, ${fallback(handoff.fallback)}`,
    };
  const left = handoff.deadline_at - now;
  if (!handoff.deadline_at || left <= 0)
    return { shown: `Waiting ${timer(waited)}`, heard: `Waiting for ${spoken(waited)}` };
  return { shown: `Waiting, ${timer(left)} left`, heard: `Waiting, ${spoken(left)} left` };
}

function WaitingWords({ row, me }: { row: SeenRow; me: string }) {
  const { shown, heard } = waiting(row, me, useServerNow());
  return (
    <>
      <bdi className="tab" aria-hidden="true">
        {shown}
      </bdi>
      <span className="sr">{heard}</span>
    </>
  );
}

function words(row: SeenRow, me: string): string {
  if (row.status === "resolved") return "Resolved";
  if (row.status === "open") return row.owed ? "The assistant is answering" : "With the assistant";
  if (row.operator === ELSEWHERE)
    return `Your team answered in ${channel(row.channel)}'s own app. Claim it to go on here`;
  const who =
    row.operator === me ? "You hold this" : `${row.operator_name || "A colleague"} holds this`;
  if (row.snoozed_until) return `${who}, snoozed ${untilWords(row.snoozed_until, Date.now())}`;
  return `${who}, ${row.owed ? "needs a reply" : "waiting on the visitor"}`;
}

/** The nearest service-level target, in words for who hears it and a countdown for who sees it. */
function DueLine({ row }: { row: SeenRow }) {
  const now = useServerNow();
  const due = row.snoozed_until ? null : firstDue(row, now);
  if (!due) return null;
  return (
    <span className="due">
      <span className="due-n" aria-hidden="true">
        {targetWords(due.target)} {due.due_at < now ? "late" : "due"}
      </span>
      <Due due={due} now={now} />
    </span>
  );
}

export function StateLine({ row, me }: { row: SeenRow; me: string }) {
  const kind = holder(row);
  return (
    <p className={`st ${kind}`}>
      <i className={`dot ${kind}`} aria-hidden="true" />
      {row.status === "waiting" ? (
        <WaitingWords row={row} me={me} />
      ) : (
        <span className="st-w">{words(row, me)}</span>
      )}
      <DueLine row={row} />
    </p>
  );
}
