/** From frames to state: the only place where the server's news changes what the console knows. */

import type {
  DeliveryFrame,
  FileFrame,
  OfferedFrame,
  OperatorServerFrame,
  OperatorWelcome,
  PackageFrame,
  ResyncFrame,
  SeenRow,
  ThreadFrame,
  TypingFrame,
  Update,
  ViewingFrame,
} from "../../protocol/frames";
import { amended, withDeliveries, withDelivery, withFile } from "./amend";
import { acknowledged, echoed, refused } from "./outbox";
import { absorbRow, absorbSeenRows } from "./rows";
import { type Entry, type ListName, type State, without } from "./state";
import { absorbAnswer, absorbNews, absorbOlder } from "./thread";

const TYPING_LASTS_MS = 6000;

/** The state after a frame. The same frame twice changes nothing the second time. */
export function reduce(state: State, frame: OperatorServerFrame, now: number): State {
  switch (frame.type) {
    case "welcome":
      return welcomed(state, frame, now);
    case "update":
      return updated(state, frame);
    case "thread":
      return answered(state, frame);
    case "resync":
      return resynced(state, frame);
    case "counts":
      return { ...state, counts: frame };
    case "seen":
      return saw(state, frame.conversation, frame.seen);
    case "presence":
      return { ...state, colleagues: frame.colleagues };
    case "package":
      return revised(state, frame);
    case "draft":
      return { ...state, drafts: { ...state.drafts, [frame.conversation]: frame } };
    case "typing":
      return typed(state, frame, now);
    case "ack":
      return { ...state, outbox: acknowledged(state.outbox, frame.id) };
    case "refused":
      return { ...state, outbox: refused(state.outbox, frame, now) };
    case "viewing":
      return viewed(state, frame);
    case "offered":
      return offered(state, frame);
    case "gone":
      return gone(state, frame.conversation);
    case "delivery":
      return delivered(state, frame);
    case "file":
      return filed(state, frame);
    case "notice": // rings, see alerts
    case "drilled": // goes to a drill's own operator, who is no browser
    case "error":
    case "bye":
      return state;
  }
}

function welcomed(before: State, frame: OperatorWelcome, now: number): State {
  const state = { ...before, me: frame.me, viewing: {}, offers: {} };
  const { me, counts, colleagues } = frame;
  // What was missed follows the welcome: until it is here, the old position is the honest one.
  const position = state.position || frame.position;
  const skew = frame.now ? frame.now - now : 0;
  const fresh = { ...state, me, position, counts, colleagues, skew, drafts: {}, typing: {} };
  return frame.viewing.reduce(viewed, fresh);
}

/** Whose eyes are on a conversation, mine left out. */
function viewed(state: State, { conversation, viewers }: ViewingFrame): State {
  const others = viewers.filter(({ id }) => id !== state.me);
  const viewing = others.length
    ? { ...state.viewing, [conversation]: others }
    : without(state.viewing, conversation);
  const typing = state.typing[conversation];
  // Whoever closed their tab in the middle of a word is not typing either.
  const stopped = typing?.who === "operator" && !others.some(({ replying }) => replying);
  return {
    ...state,
    viewing,
    typing: stopped ? without(state.typing, conversation) : state.typing,
  };
}

function offered(state: State, { conversation, until, why, cause }: OfferedFrame): State {
  const offers = until
    ? { ...state.offers, [conversation]: { until, why, handed: cause === "transferred" } }
    : without(state.offers, conversation);
  return { ...state, offers };
}

/** Another team has it now: nothing of it stays here. */
function gone(state: State, id: string): State {
  return {
    ...state,
    rows: without(state.rows, id),
    outdated: without(state.outdated, id),
    threads: without(state.threads, id),
    viewing: without(state.viewing, id),
    offers: without(state.offers, id),
    gaps: state.gaps.filter((gap) => gap !== id),
  };
}

function updated(before: State, { row, entries, position }: Update): State {
  const state = { ...before, position: Math.max(before.position, position) };
  const rows = absorbRow(state.rows, row, entries);
  const outbox = echoed(state.outbox, entries);
  const quiet = entries.some((one) => one.kind === "message" && one.author === "visitor");
  const typing = quiet ? without(state.typing, row.id) : state.typing;
  const thread = state.threads[row.id];
  if (!thread) return { ...state, rows, outbox, typing };
  const next = absorbNews(thread, entries, row.seq);
  if (!next) return { ...state, rows, typing, gaps: withGap(state.gaps, row.id) };
  const told = next === thread ? next : { ...next, entries: amended(next.entries, entries) };
  return { ...state, rows, outbox, typing, threads: { ...state.threads, [row.id]: told } };
}

/** How far a message of ours has got on its channel. */
function delivered(state: State, frame: DeliveryFrame): State {
  const thread = state.threads[frame.conversation];
  if (!thread) return state;
  const next = withDelivery(thread, frame);
  return { ...state, threads: { ...state.threads, [frame.conversation]: next } };
}

/** How it stands with a file of a message. */
function filed(state: State, { conversation, file }: FileFrame): State {
  const thread = state.threads[conversation];
  if (!thread) return state;
  return { ...state, threads: { ...state.threads, [conversation]: withFile(thread, file) } };
}

const withGap = (gaps: readonly string[], id: string): readonly string[] =>
  gaps.includes(id) ? gaps : [...gaps, id];

function answered(state: State, frame: ThreadFrame): State {
  const { conversation, row, entries, first, deliveries } = frame;
  const answer = absorbAnswer(state.threads[conversation], entries, first, row.seq);
  const told = { ...answer, entries: amended(answer.entries, entries) };
  const thread = withDeliveries(told, deliveries);
  return {
    ...state,
    rows: absorbSeenRows(state.rows, [row]),
    threads: { ...state.threads, [conversation]: thread },
    outbox: echoed(state.outbox, entries),
    gaps: state.gaps.filter((id) => id !== conversation),
  };
}

/** A handoff package got more, such as a model's summary: whoever shows it asks for it again. */
function revised(state: State, { conversation, revision }: PackageFrame): State {
  return { ...state, revisions: { ...state.revisions, [conversation]: revision } };
}

function resynced(state: State, frame: ResyncFrame): State {
  return {
    ...state,
    position: frame.position,
    outdated: { ...state.outdated, ...state.rows },
    rows: {},
    loaded: [],
    generation: state.generation + 1,
    gaps: Object.keys(state.threads),
  };
}

function typed(state: State, frame: TypingFrame, now: number): State {
  const { conversation, who, name, on } = frame;
  if (!on) return { ...state, typing: without(state.typing, conversation) };
  const until = now + TYPING_LASTS_MS;
  return { ...state, typing: { ...state.typing, [conversation]: { who, name, until } } };
}

/** This operator has read a conversation up to its ``seen``-th visitor message. */
export function saw(state: State, conversation: string, seen: number): State {
  const row = state.rows[conversation];
  if (!row || row.seen >= seen) return state;
  return { ...state, rows: { ...state.rows, [conversation]: { ...row, seen } } };
}

/** A page of a list arrived by HTTP. The lists of an older generation are not mixed in. */
export function listed(
  state: State,
  list: ListName,
  rows: readonly SeenRow[],
  generation: number,
): State {
  if (generation !== state.generation) return state;
  const loaded = state.loaded.includes(list) ? state.loaded : [...state.loaded, list];
  return { ...state, loaded, rows: absorbSeenRows(state.rows, rows) };
}

/** One row arrived by HTTP, as the answer to an action. */
export const told = (state: State, row: SeenRow): State => ({
  ...state,
  rows: absorbSeenRows(state.rows, [row]),
});

/** An older page of a thread arrived by HTTP. */
export function paged(state: State, id: string, entries: readonly Entry[], first: number): State {
  const thread = state.threads[id];
  if (!thread) return state;
  return { ...state, threads: { ...state.threads, [id]: absorbOlder(thread, entries, first) } };
}
