/** The visitor's conversation as a value, and how what the server says changes it. Pure. */

import * as box from "../live/outbox";
import type { Link } from "../live/socket";
import { lastSeq, newest, nothing, type Timeline } from "../live/timeline";
import type {
  Draft,
  TypingFrame,
  VisitorEntry,
  VisitorLine,
  VisitorMessage,
  VisitorState,
} from "../protocol/frames";
import type { Request } from "./requests";
import { blank, KEPT_ENTRIES, type Stored } from "./stored";

export interface Assistant {
  readonly name: string;
  readonly greeting: string;
  readonly starters: readonly string[];
  readonly language: string;
  readonly accent: string;
  readonly handoff: boolean;
}

/** The answer of `POST /api/visitor/session`. */
export interface Session {
  readonly token: string;
  readonly conversation: string;
  readonly newest: number;
  readonly assistant: Assistant;
  readonly socket: string;
}

export interface Model {
  readonly token: string;
  readonly conversation: string;
  readonly assistant: Assistant | null;
  readonly timeline: Timeline<VisitorEntry>;
  readonly outbox: box.Outbox<Request>;
  readonly standing: VisitorState | null;
  readonly line?: VisitorLine | undefined; // where they stand while they wait
  readonly draft: Draft | null;
  readonly typing: { readonly name: string } | null; // an operator, until they stop
  readonly link: Link;
  readonly lostAt: number; // ms since 1970; 0: connected, or about to be for the first time
  readonly seen: number;
}

export function resumed(stored: Stored | null): Model {
  const { entries, unsent, ...kept } = stored ?? blank;
  return {
    ...kept,
    assistant: null,
    timeline: { entries },
    outbox: unsent,
    draft: null,
    typing: null,
    link: "off",
    lostAt: 0,
  };
}

/** Another conversation, or one that lost entries, begins anew; unsent words are kept. */
export function withSession(model: Model, session: Session): Model {
  const { token, conversation, assistant } = session;
  const same = session.newest >= lastSeq(model.timeline) && token === model.token;
  const next = { ...model, token, conversation, assistant };
  return same ? next : { ...next, timeline: nothing, standing: null, draft: null, seen: 0 };
}

export function withEntries(
  model: Model,
  timeline: Timeline<VisitorEntry>,
  standing: VisitorState,
): Model {
  const outbox = box.settled(model.outbox, timeline.entries);
  const spoke = timeline.entries.at(-1);
  const typing = spoke && "author" in spoke && spoke.author === "operator" ? null : model.typing;
  const inLine = standing.status === "waiting" && standing.floor === "human";
  return { ...model, timeline, standing, line: inLine ? model.line : undefined, outbox, typing };
}

/** Without a connection nothing is on its way: no draft, no typing, and sent words go again. */
export function withLink(model: Model, link: Link, now: number): Model {
  if (link === "live") return { ...model, link, lostAt: 0 };
  const outbox = box.interrupted(model.outbox);
  const since = link === "connecting" ? 0 : now;
  const lostAt = link === "off" ? 0 : model.lostAt || since;
  return { ...model, link, lostAt, outbox, draft: null, typing: null };
}

export function typingOf(frame: TypingFrame): Model["typing"] {
  return frame.who === "operator" && frame.on ? { name: frame.name } : null;
}

// ── questions ────────────────────────────────────────────────────────────────────────────────────

export function isMessage(entry: VisitorEntry): entry is VisitorMessage {
  return entry.kind === "message";
}

/** Messages of others above `seen`, oldest first. */
export function unseen(entries: readonly VisitorEntry[], seen: number): VisitorMessage[] {
  return entries.filter(isMessage).filter(({ seq, author }) => seq > seen && author !== "visitor");
}

/** Nothing is stored before the first word, or after the visitor's wish to forget. */
export function worthKeeping(model: Model): boolean {
  return model.timeline.entries.length > 0 || model.outbox.length > 0;
}

export function keepsake(
  model: Model,
): Pick<Stored, "token" | "conversation" | "entries" | "standing" | "seen"> {
  const { token, conversation, standing, seen } = model;
  const { entries } = newest(model.timeline, KEPT_ENTRIES);
  return { token, conversation, entries, standing, seen };
}
