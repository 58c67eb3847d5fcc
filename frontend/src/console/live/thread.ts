/** A conversation's entries: taking in news, older pages and whole answers without doubling any. */

import type { Draft, Row } from "../../protocol/frames";
import type { Entry, Thread } from "./state";

const merged = (a: readonly Entry[], b: readonly Entry[]): readonly Entry[] => {
  const bySeq = new Map([...a, ...b].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((x, y) => x.seq - y.seq);
};

/** Take in live entries. Known ones are ignored; null: some are missing, watch from `last`. */
export function absorbNews(thread: Thread, news: readonly Entry[], newest: number): Thread | null {
  const fresh = news.filter((entry) => entry.seq > thread.last).sort((a, b) => a.seq - b.seq);
  const missing = fresh.some((entry, i) => entry.seq !== thread.last + 1 + i);
  if (missing || newest > thread.last + fresh.length) return null;
  if (fresh.length === 0) return thread;
  return { ...thread, entries: [...thread.entries, ...fresh], last: thread.last + fresh.length };
}

/** Take in the answer to ``watch``, which is complete from ``first`` up to ``newest``. */
export function absorbAnswer(
  thread: Thread | undefined,
  entries: readonly Entry[],
  first: number,
  newest: number,
): Thread {
  const last = Math.max(newest, entries.at(-1)?.seq ?? 0);
  const joins = thread && (entries.length === 0 || first <= thread.last + 1);
  if (!joins) return { entries: merged([], entries), first, last };
  return {
    entries: merged(thread.entries, entries),
    first: Math.min(thread.first, entries.length ? first : thread.first),
    last: Math.max(thread.last, last),
  };
}

/** Put an older page in front. */
export function absorbOlder(thread: Thread, entries: readonly Entry[], first: number): Thread {
  const reached = entries.length === 0 ? 1 : Math.min(thread.first, first);
  return { ...thread, entries: merged(entries, thread.entries), first: reached };
}

/** Whether a half-written answer still stands: nothing was said since, and the floor is the same. */
export function stands(draft: Draft, row: Row | undefined, thread: Thread | undefined): boolean {
  if (!row || row.epoch !== draft.epoch || row.floor !== "assistant") return false;
  return !thread?.entries.some(
    (entry) =>
      entry.seq > draft.answers &&
      entry.kind === "message" &&
      (entry.author === "assistant" || entry.author === "system"),
  );
}

const TIME_TO_READ_MS = 4000;

/**
 * The newest entry that ``me`` has had time to read at ``now``, by the server's clock: a colleague's
 * reply that came a moment ago is not among them, even if it is on the screen. 0: nothing is known.
 */
export function seenBy(thread: Thread | undefined, me: string, now: number): number {
  if (!thread) return 0;
  const sudden = thread.entries.find(
    (entry) =>
      entry.kind === "message" &&
      entry.author === "operator" &&
      entry.operator !== me &&
      entry.at > now - TIME_TO_READ_MS,
  );
  return sudden ? Math.max(1, sudden.seq - 1) : thread.last;
}
