/** From entries to what the log shows: day lines, the line above what is new, joined messages. */

import type { Entry } from "../live/state";
import { sameDay } from "../time/format";
import { isShown } from "./events";

export type Item =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "new"; readonly key: string; readonly at: number }
  | {
      readonly kind: "entry";
      readonly key: string;
      readonly entry: Entry;
      readonly joined: boolean;
    };

const JOINED_WITHIN_MS = 3 * 60_000;

const speaker = (entry: Entry): string => {
  if (entry.kind !== "message") return "";
  return entry.author === "operator" ? `operator:${entry.operator}` : entry.author;
};

/** Whether ``entry`` goes on where ``before`` stopped, and so needs no name of its own. */
const joins = (before: Entry | undefined, entry: Entry): boolean =>
  before !== undefined &&
  speaker(entry) !== "" &&
  speaker(before) === speaker(entry) &&
  entry.at - before.at < JOINED_WITHIN_MS &&
  sameDay(before.at, entry.at);

/** The log's items. ``newFrom``: number of the first entry that was unread at opening, 0: none. */
export function itemsOf(all: readonly Entry[], newFrom: number): readonly Item[] {
  const entries = all.filter(isShown);
  return entries.flatMap((entry, i): Item[] => {
    const before = entries[i - 1];
    const items: Item[] = [];
    if (!before || !sameDay(before.at, entry.at))
      items.push({ kind: "day", key: `day-${entry.seq}`, at: entry.at });
    const fresh = newFrom > 0 && entry.seq === newFrom;
    if (fresh) items.push({ kind: "new", key: "new", at: entry.at });
    const joined = !fresh && items.length === 0 && joins(before, entry);
    return [...items, { kind: "entry", key: String(entry.seq), entry, joined }];
  });
}

/** Number of the first of the newest ``unread`` visitor messages; 0 where all are read or all are new. */
export function firstUnread(entries: readonly Entry[], unread: number): number {
  if (unread <= 0) return 0;
  const spoken = entries.filter((one) => one.kind === "message" && one.author === "visitor");
  if (unread >= spoken.length) return 0;
  return spoken[spoken.length - unread]?.seq ?? 0;
}
