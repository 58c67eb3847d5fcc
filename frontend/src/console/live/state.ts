/** Everything the console knows from the wire, as one value. */

import type {
  Colleague,
  Counts,
  Draft,
  FileView,
  OperatorEvent,
  OperatorMessage,
  OperatorNote,
  SeenRow,
  Viewer,
} from "../../protocol/frames";

export type Entry = OperatorMessage | OperatorNote | OperatorEvent;

/** The lists of the inbox, under the names the server gives them. */
export type ListName = "waiting" | "mine" | "assistant" | "open" | "resolved";

/** A conversation's entries as far as they are loaded: ascending, each once. */
export interface Thread {
  readonly entries: readonly Entry[];
  readonly first: number; // lowest number covered; above 1 there are older ones
  readonly last: number; // highest number covered: the cursor to watch from
}

/** A file that was put up for a reply. */
export type Attached = FileView;

/** Something written here that the server has not echoed yet. */
export interface Sending {
  readonly id: string; // travels with the request and comes back as the entry's `draft`
  readonly conversation: string;
  readonly kind: "reply" | "note";
  readonly text: string;
  readonly files?: readonly Attached[]; // that go with a reply
  readonly alongside: boolean;
  readonly seen: number; // the newest entry that the writer has had time to read
  readonly at: number;
  readonly stage: "queued" | "sent" | "stored" | "asking" | "failed";
  readonly why: string; // failed: what the server said
  readonly by: string; // asking: the colleague who holds it, or has just replied
  readonly reply: number; // asking: the number of that colleague's reply; 0: they hold it
  readonly notBefore: number; // queued again after a rate limit: when to try
}

export interface Typing {
  readonly who: "visitor" | "operator";
  readonly name: string;
  readonly until: number;
}

/** A conversation that I am asked to take. */
export interface Offer {
  readonly until: number; // by the server's clock
  readonly why: string; // why me, or a colleague's note
  readonly handed: boolean; // by a colleague
}

export type Rows = Readonly<Record<string, SeenRow>>;

export interface State {
  readonly me: string;
  readonly position: number;
  readonly counts: Counts | null;
  readonly colleagues: readonly Colleague[];
  readonly rows: Rows;
  readonly outdated: Rows; // from before a resync: shown until the list is loaded again
  readonly loaded: readonly ListName[];
  readonly generation: number; // counts the resyncs
  readonly threads: Readonly<Record<string, Thread>>;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly typing: Readonly<Record<string, Typing>>;
  readonly viewing: Readonly<Record<string, readonly Viewer[]>>; // colleagues, without me
  readonly offers: Readonly<Record<string, Offer>>;
  readonly skew: number; // milliseconds that the server's clock is ahead of this one
  readonly revisions: Readonly<Record<string, number>>; // of handoff packages that grew since
  readonly gaps: readonly string[]; // conversations to watch again from their cursor
  readonly outbox: readonly Sending[];
}

export const empty: State = {
  me: "",
  position: 0,
  counts: null,
  colleagues: [],
  rows: {},
  outdated: {},
  loaded: [],
  generation: 0,
  threads: {},
  drafts: {},
  typing: {},
  viewing: {},
  offers: {},
  skew: 0,
  revisions: {},
  gaps: [],
  outbox: [],
};

/** The record without one key. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return rest;
}
