/** What changes of messages that are in the log already: how far they got, their words, their end. */

import type { DeliveryFrame, DeliveryView, FileView, OperatorEvent } from "../../protocol/frames";
import type { Entry, Thread } from "./state";

type Amendment = (entry: Entry) => Entry;

/** Changes the one entry of that number, and keeps the rest as the very same values. */
function at(entries: readonly Entry[], seq: number, amend: Amendment): readonly Entry[] {
  const index = entries.findIndex((entry) => entry.seq === seq);
  const entry = entries[index];
  return entry ? entries.with(index, amend(entry)) : entries;
}

const delivered =
  (delivery: DeliveryView): Amendment =>
  (entry) =>
    entry.kind === "message" && entry.delivery?.at !== undefined && entry.delivery.at > delivery.at
      ? entry // what came late is older news
      : entry.kind === "message"
        ? { ...entry, delivery }
        : entry;

/** How far a message of ours has got. */
export const withDelivery = (thread: Thread, { seq, delivery }: DeliveryFrame): Thread => ({
  ...thread,
  entries: at(thread.entries, seq, delivered(delivery)),
});

/** The same of many, by their numbers. */
export const withDeliveries = (
  thread: Thread,
  all: Readonly<Record<string, DeliveryView>>,
): Thread => ({
  ...thread,
  entries: Object.entries(all).reduce(
    (entries, [seq, delivery]) => at(entries, Number(seq), delivered(delivery)),
    thread.entries,
  ),
});

/** A file as it is now, in whichever message it stands. */
export const withFile = (thread: Thread, file: FileView): Thread => ({
  ...thread,
  entries: thread.entries.map((entry) =>
    entry.kind === "message" && entry.files.some(({ id }) => id === file.id)
      ? { ...entry, files: entry.files.map((one) => (one.id === file.id ? file : one)) }
      : entry,
  ),
});

const edited =
  ({ text, masked }: OperatorEvent): Amendment =>
  (entry) =>
    entry.kind === "message" ? { ...entry, text, masked, edited: true, signals: [] } : entry;

const withdrawn: Amendment = (entry) =>
  entry.kind === "message"
    ? { ...entry, text: "", files: [], signals: [], masked: false, withdrawn: true }
    : entry;

/** The entries, with what ``news`` say that the visitor changed or took back. */
export function amended(entries: readonly Entry[], news: readonly Entry[]): readonly Entry[] {
  return news.reduce((all, one) => {
    if (one.kind !== "event") return all;
    if (one.event === "message_edited") return at(all, one.said, edited(one));
    return one.event === "message_withdrawn" ? at(all, one.said, withdrawn) : all;
  }, entries);
}
