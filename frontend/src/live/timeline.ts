/** One conversation as this browser knows it: the server's entries, numbered without gaps. Pure. */

export interface Numbered {
  readonly seq: number;
}

export interface Timeline<E extends Numbered> {
  readonly entries: readonly E[]; // contiguous, oldest first; may begin after 1
}

export const nothing: Timeline<never> = { entries: [] };

/** The cursor to resume from; 0 before the first entry. */
export function lastSeq(timeline: Timeline<Numbered>): number {
  return timeline.entries.at(-1)?.seq ?? 0;
}

/** Take in news in any order and number. `null` means a gap: resume from `lastSeq`. */
export function absorb<E extends Numbered>(
  timeline: Timeline<E>,
  news: readonly E[],
): Timeline<E> | null {
  const last = lastSeq(timeline);
  const fresh = inOrder(news.filter((entry) => entry.seq > last));
  if (fresh.length === 0) return timeline;
  if (fresh.some((entry, index) => entry.seq !== last + 1 + index)) return null;
  return { entries: [...timeline.entries, ...fresh] };
}

/** The newest `count` entries. */
export function newest<E extends Numbered>(timeline: Timeline<E>, count: number): Timeline<E> {
  return timeline.entries.length > count ? { entries: timeline.entries.slice(-count) } : timeline;
}

function inOrder<E extends Numbered>(entries: readonly E[]): E[] {
  const once = new Map(entries.map((entry) => [entry.seq, entry]));
  return [...once.values()].sort((a, b) => a.seq - b.seq);
}
