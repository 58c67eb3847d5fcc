/**
 * The running conversation: a model, a connection, and storage, tied together.
 *
 * Every wish of the visitor goes into the outbox first, is stored, and is sent when it is its
 * turn.
 */

import { backoff } from "../live/backoff";
import * as box from "../live/outbox";
import { type Cancel, type Clock, type Dial, type Link, LiveSocket } from "../live/socket";
import { absorb, lastSeq, nothing } from "../live/timeline";
import type { VisitorEntry, VisitorServerFrame } from "../protocol/frames";
import { isBarred } from "./api";
import {
  keepsake,
  type Model,
  resumed,
  type Session,
  typingOf,
  withEntries,
  withLink,
  withSession,
  worthKeeping,
} from "./model";
import type { Request } from "./requests";
import { blank, type Stored } from "./stored";

export interface Ports {
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly session: (token: string) => Promise<Session>; // throws Problem
  readonly dial: (token: string, socket: string) => Dial;
  readonly read: () => Stored | null;
  readonly write: (stored: Stored) => void;
  readonly changed: (model: Model) => void;
  readonly arrived: (entries: readonly VisitorEntry[]) => void; // new to this browser
}

const TYPING_EVERY_MS = 4_000;
const TYPING_LASTS_MS = 6_000;
const never: Cancel = () => undefined;

export class Thread {
  model: Model;
  readonly #ports: Ports;
  readonly #known = new Set<string>(); // ids of requests that this tab answers for
  #socket: LiveSocket<VisitorServerFrame> | null = null;
  #wanted = false;
  #ended = false;
  #beginning = false;
  #attempt = 0;
  #typedAt = 0;
  #cancelBegin = never;
  #cancelHeld = never;
  #cancelTyping = never;

  constructor(ports: Ports, stored: Stored | null) {
    this.#ports = ports;
    this.model = resumed(stored);
    for (const { id } of this.model.outbox) this.#known.add(id);
  }

  /** Connect, now and whenever the connection is lost. */
  connect() {
    if (this.#ended) return;
    this.#wanted = true;
    if (this.#socket) this.#socket.start();
    else void this.#begin();
  }

  /** Let the connection go; `connect` takes it up again. */
  disconnect(): void {
    this.#wanted = false;
    this.#cancelBegin();
    this.#socket?.stop();
  }

  /** Let it go for good: nothing is stored or drawn from now on. */
  end(): void {
    this.#ended = true;
    this.disconnect();
  }

  nudge(): void {
    this.#attempt = 0;
    if (this.#socket) this.#socket.nudge();
    else if (this.#wanted) void this.#begin();
  }

  cut(): void {
    this.#socket?.cut();
  }

  attend(visible: boolean): void {
    this.#socket?.attend(visible);
  }

  ask(request: Request): string {
    const id = this.#ports.newId();
    this.#known.add(id);
    this.#queue(box.put(this.model.outbox, id, request, this.#now()));
    this.connect();
    return id;
  }

  retry(id: string): void {
    const newId = this.#ports.newId();
    this.#known.add(newId);
    this.#queue(box.retried(this.model.outbox, id, newId, this.#now()));
    this.connect();
  }

  remove(id: string): void {
    this.#queue(box.without(this.model.outbox, id));
  }

  see(seq: number): void {
    if (seq > this.model.seen) this.#become({ ...this.model, seen: seq });
  }

  /** The visitor is typing, or has stopped; said at most every few seconds. */
  typing(on: boolean): void {
    const now = this.#ports.clock.now();
    if (on ? now - this.#typedAt < TYPING_EVERY_MS : this.#typedAt === 0) return;
    this.#typedAt = on ? now : 0;
    if (lastSeq(this.model.timeline)) this.#socket?.send({ type: "typing", on });
  }

  /** Get the whole log again, also what was said before the oldest entry kept here. */
  earlier(): void {
    if (this.model.link !== "live") return;
    this.#become({ ...this.model, timeline: nothing });
    this.#socket?.resume();
  }

  /** Another tab began the conversation: join it, unless this one has its own. */
  adopt(stored: Stored) {
    if (stored.token === this.model.token) return this.see(stored.seen);
    if (worthKeeping(this.model) || !stored.token) return;
    this.#socket?.stop();
    this.#socket = null;
    this.model = resumed(stored);
    if (this.#wanted) void this.#begin();
    this.#ports.changed(this.model);
  }

  async #begin(): Promise<void> {
    if (this.#beginning) return;
    this.#beginning = true;
    this.#cancelBegin();
    this.#linked("connecting");
    const session = await this.#ports.session(this.model.token).catch((error: unknown) => error);
    this.#beginning = false;
    if (isSession(session)) this.#began(session);
    else if (isBarred(session)) this.#linked("barred");
    else this.#beginLater();
  }

  #began(session: Session): void {
    this.#attempt = 0;
    this.#become(withSession(this.model, session));
    this.#socket = new LiveSocket<VisitorServerFrame>({
      dial: this.#ports.dial(session.token, session.socket),
      clock: this.#ports.clock,
      random: this.#ports.random,
      hello: () => ({
        type: "hello",
        token: session.token,
        after: lastSeq(this.model.timeline),
        language: session.assistant.language,
      }),
      frame: (frame) => this.#heard(frame),
      link: (link) => this.#linked(link),
    });
    if (this.#wanted) this.#socket.start();
  }

  #beginLater(): void {
    this.#linked("lost");
    const wait = backoff(this.#attempt++, this.#ports.random());
    if (this.#wanted) this.#cancelBegin = this.#ports.clock.after(wait, () => void this.#begin());
  }

  #linked(link: Link): void {
    if (link === "expired") this.#socket = null;
    this.#become(withLink(this.model, link, this.#now()));
    if (link === "expired") this.#beginLater();
  }

  #heard(frame: VisitorServerFrame) {
    const { outbox, timeline } = this.model;
    switch (frame.type) {
      case "welcome":
        return this.#welcomed(frame.conversation, frame.state, frame.newest);
      case "entries":
        return this.#read(frame.entries, frame.state);
      case "ack":
        return this.#queue(box.acked(outbox, frame.id, frame.seq, lastSeq(timeline)));
      case "refused":
        return this.#queue(box.refused(outbox, frame, this.#now()));
      case "line":
        return this.#show({ line: frame });
      case "draft":
        return this.#show({ draft: frame.text ? frame : null });
      case "typing":
        this.#cancelTyping();
        this.#cancelTyping = this.#ports.clock.after(TYPING_LASTS_MS, () =>
          this.#show({ typing: null }),
        );
        return this.#show({ typing: typingOf(frame) });
      case "error":
      case "bye":
        return; // the socket knows what to do; nothing was said to the visitor
    }
  }

  #welcomed(conversation: string, standing: NonNullable<Model["standing"]>, newest: number) {
    this.#become({
      ...this.model,
      conversation: conversation || this.model.conversation,
      standing,
    });
    if (newest >= lastSeq(this.model.timeline)) return;
    this.#socket?.stop(); // the server knows less than this browser: begin again with a session
    this.#linked("expired");
  }

  #read(entries: readonly VisitorEntry[], standing: NonNullable<Model["standing"]>) {
    const before = lastSeq(this.model.timeline);
    const timeline = absorb(this.model.timeline, entries);
    if (!timeline) return this.#socket?.resume();
    this.#become(withEntries(this.model, timeline, standing));
    const known = Math.max(before, this.model.seen);
    const fresh = timeline.entries.filter(({ seq }) => seq > known);
    if (fresh.length) this.#ports.arrived(fresh);
  }

  #now(): number {
    return this.#ports.clock.now();
  }

  /** What passes by: shown, and not kept. */
  #show(change: Pick<Model, "draft"> | Pick<Model, "line"> | Pick<Model, "typing">): void {
    if (this.#ended) return;
    this.model = { ...this.model, ...change };
    this.#ports.changed(this.model);
  }

  #queue(outbox: Model["outbox"]): void {
    this.#become({ ...this.model, outbox });
  }

  #become(model: Model): void {
    if (this.#ended) return;
    this.model = model;
    this.#pump();
    this.#keep();
    this.#ports.changed(this.model);
  }

  /** Send what is due, one request at a time. */
  #pump(): void {
    const { outbox, link } = this.model;
    const item = link === "live" ? box.due(outbox, this.#now()) : null;
    if (item && this.#socket?.send({ ...item.request, id: item.id })) {
      this.model = { ...this.model, outbox: box.sent(outbox, item.id) };
      this.#typedAt = 0;
    }
    const until = box.heldUntil(outbox);
    this.#cancelHeld();
    const again = () => this.#become(this.model);
    if (until) this.#cancelHeld = this.#ports.clock.after(Math.max(50, until - this.#now()), again);
  }

  #keep(): void {
    const stored = this.#ports.read();
    if (!stored && !worthKeeping(this.model)) return;
    const old = stored ?? blank;
    const unsent = box.merged(old.unsent, this.model.outbox, this.#known);
    const kept = keepsake(this.model);
    const seen = old.token === kept.token ? Math.max(old.seen, kept.seen) : kept.seen;
    this.#ports.write({ ...old, ...kept, seen, unsent });
  }
}

function isSession(answer: unknown): answer is Session {
  return typeof answer === "object" && answer !== null && "assistant" in answer;
}
