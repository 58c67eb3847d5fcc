/** One line that answers: who holds this conversation, and what happens next? */

import type { SeenRow } from "../../protocol/frames";
import { useNow } from "../time/clock";
import { spoken, timer } from "../time/format";
import { fallback, holder } from "../ui/labels";

function waiting(row: SeenRow, now: number): { shown: string; heard: string } {
  const handoff = row.handoff;
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

function WaitingWords({ row }: { row: SeenRow }) {
  const { shown, heard } = waiting(row, useNow());
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
  const who =
    row.operator === me ? "You hold this" : `${row.operator_name || "A colleague"} holds this`;
  return `${who}, ${row.owed ? "needs a reply" : "waiting on the visitor"}`;
}

export function StateLine({ row, me }: { row: SeenRow; me: string }) {
  const kind = holder(row);
  return (
    <p className={`st ${kind}`}>
      <i className={`dot ${kind}`} aria-hidden="true" />
      {row.status === "waiting" ? <WaitingWords row={row} /> : <span>{words(row, me)}</span>}
    </p>
  );
}
