/** Rows of the inbox: which of two is newer, which list they belong to, in which order they stand. */

import type { Row, SeenRow } from "../../protocol/frames";
import type { Entry, ListName, Rows, State } from "./state";

const newer = (row: Row, known: Row): boolean =>
  row.seq > known.seq || (row.seq === known.seq && row.updated_at >= known.updated_at);

const spoken = (entries: readonly Entry[]): number =>
  entries.filter((entry) => entry.kind === "message" && entry.author === "visitor").length;

/**
 * Take in a row that came with its newest entries. A row not seen before is taken as read up to
 * those entries; the next list or thread brings the exact number.
 */
export function absorbRow(rows: Rows, row: Row, entries: readonly Entry[]): Rows {
  const known = rows[row.id];
  if (known && !newer(row, known)) return rows;
  const seen = known?.seen ?? Math.max(0, row.visitor_messages - spoken(entries));
  return { ...rows, [row.id]: { ...row, seen } };
}

/** Take in rows that say how far this operator has read. */
export function absorbSeenRows(rows: Rows, news: readonly SeenRow[]): Rows {
  const next: Record<string, SeenRow> = { ...rows };
  for (const row of news) {
    const known = next[row.id];
    const seen = Math.max(row.seen, known?.seen ?? 0);
    if (!known || newer(row, known)) next[row.id] = { ...row, seen };
    else if (seen !== known.seen) next[row.id] = { ...known, seen };
  }
  return next;
}

export const unread = (row: SeenRow): number => Math.max(0, row.visitor_messages - row.seen);

/** Of a drill nobody hears; whoever opens one by its address finds it in no list. */
export function belongs(row: Row, list: ListName, me: string): boolean {
  if (row.drill) return false;
  switch (list) {
    case "waiting":
      return row.status === "waiting";
    case "mine":
      return row.status === "active" && row.operator === me;
    case "assistant":
      return row.status === "open";
    case "open":
      return row.status !== "resolved";
    case "resolved":
      return row.status === "resolved";
  }
}

/** Highest priority first, then what is due first, then who waits longest: as the server has it. */
const byNeed = (a: Row, b: Row): number =>
  (b.handoff?.priority ?? 0) - (a.handoff?.priority ?? 0) ||
  dueOf(a) - dueOf(b) ||
  (a.handoff?.requested_at ?? a.updated_at) - (b.handoff?.requested_at ?? b.updated_at) ||
  a.id.localeCompare(b.id);

const dueOf = ({ due_at }: Row): number => due_at || Number.MAX_SAFE_INTEGER;

const byNews = (a: Row, b: Row): number => b.updated_at - a.updated_at || a.id.localeCompare(b.id);

const awakeFirst = (a: Row, b: Row): number =>
  Number(a.snoozed_until > 0) - Number(b.snoozed_until > 0) || byNews(a, b);

const ORDERS: Partial<Record<ListName, (a: Row, b: Row) => number>> = {
  waiting: byNeed,
  mine: awakeFirst,
};

/** The rows of a list in their order. While it is loaded again, the outdated ones still show. */
export function rowsOf(state: State, list: ListName): readonly SeenRow[] {
  const rows = state.loaded.includes(list) ? state.rows : { ...state.outdated, ...state.rows };
  return Object.values(rows)
    .filter((row) => belongs(row, list, state.me))
    .sort(ORDERS[list] ?? byNews);
}
