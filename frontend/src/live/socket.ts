/**
 * One connection that comes back: dials, greets, notices when it is dead, and dials again.
 *
 * Transport, clock and chance are handed in. A frame is JSON with a `type`; the first one back
 * must be `welcome`. What was missed is the caller's business: `hello` is asked for its cursor on
 * every dial.
 */

import { backoffAfter } from "./backoff";

export interface Wire {
  send(text: string): void;
  close(): void;
}

export interface WireEvents {
  opened(): void;
  message(text: string): void;
  closed(code: number): void;
}

/** Opens a transport. `unopened`: how many dials in a row never opened before this one. */
export type Dial = (events: WireEvents, unopened: number) => Wire;

export type Cancel = () => void;

export interface Clock {
  now(): number; // ms since 1970
  after(ms: number, run: () => void): Cancel;
}

/** off: not wanted. expired: the credentials are too old. barred: not allowed here; both final. */
export type Link = "off" | "connecting" | "live" | "lost" | "expired" | "barred";

export interface Framed {
  readonly type: string;
}

export interface SocketOptions<In extends Framed> {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly random: () => number; // 0..1
  readonly hello: () => object;
  readonly frame: (frame: In) => void;
  readonly link: (link: Link) => void;
}

export const PING_EVERY_MS = 25_000;
export const ANSWER_WITHIN_MS = 8_000;
export const WELCOME_WITHIN_MS = 10_000;
const STABLE_AFTER_MS = 5_000; // a connection that lived this long was a good one

const EXPIRED = 4401;
const BARRED = 4403;
const NO_STATUS = 1006;
const never: Cancel = () => undefined;

export class LiveSocket<In extends Framed> {
  readonly #options: SocketOptions<In>;
  #wire: Wire | null = null;
  #link: Link = "off";
  #turn = 0; // events of older wires are ignored
  #attempt = 0;
  #unopened = 0;
  #opened = false;
  #liveSince = 0;
  #askedDelay = 0;
  #pings = 0;
  #visible = true;
  #awaiting = false;
  #cancelRetry = never;
  #cancelDeadline = never;
  #cancelPing = never;

  constructor(options: SocketOptions<In>) {
    this.#options = options;
  }

  start(): void {
    if (this.#link === "live" || this.#link === "connecting") return;
    this.#dial();
  }

  stop(): void {
    this.#hangUp();
    this.#became("off");
  }

  /** Send a frame; false when there is no live connection to take it. */
  send(frame: object): boolean {
    if (this.#link !== "live" || !this.#wire) return false;
    this.#wire.send(JSON.stringify(frame));
    if ("id" in frame) this.#expectWord(ANSWER_WITHIN_MS);
    return true;
  }

  /** Something was missed: connect again at once, from the cursor that `hello` gives. */
  resume() {
    if (this.#link !== "live") return;
    this.#forgive();
    this.#hangUp();
    if (this.#attempt > 0) return this.#retryLater();
    this.#attempt = 1;
    this.#dial();
  }

  /** The network or the page came back: try now, or find out whether the connection still lives. */
  nudge(): void {
    if (this.#link === "lost") this.#dial();
    else if (this.#link === "live") this.#ping();
  }

  /** The network is known to be gone. */
  cut(): void {
    if (this.#link === "live" || this.#link === "connecting") this.#lose(NO_STATUS);
  }

  /** Only a visible page pings; a hidden one lets the connection be. */
  attend(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.nudge();
    else this.#cancelPing();
  }

  #dial(): void {
    this.#hangUp();
    this.#became("connecting");
    const turn = this.#turn;
    const current = (run: () => void) => {
      if (turn === this.#turn) run();
    };
    this.#expectWord(WELCOME_WITHIN_MS);
    const events: WireEvents = {
      opened: () => current(() => this.#greet()),
      message: (text) => current(() => this.#heard(text)),
      closed: (code) => current(() => this.#lose(code)),
    };
    const wire = this.#options.dial(events, this.#unopened);
    if (turn === this.#turn) this.#wire = wire;
    else wire.close();
  }

  #greet(): void {
    this.#opened = true;
    this.#unopened = 0;
    this.#wire?.send(JSON.stringify(this.#options.hello()));
  }

  #heard(text: string) {
    const frame = parsed<In>(text);
    if (!frame) return this.#lose(NO_STATUS);
    this.#wordCame();
    if (frame.type === "welcome") this.#welcomed();
    if (frame.type === "bye") this.#askedDelay = delayAsked(frame);
    if (!this.#ownPing(frame)) this.#options.frame(frame);
  }

  #welcomed(): void {
    this.#liveSince = this.#options.clock.now();
    this.#became("live");
    this.#schedulePing();
  }

  #ownPing(frame: In): boolean {
    return frame.type === "ack" && String((frame as { id?: unknown }).id).startsWith("ping-");
  }

  #schedulePing(): void {
    this.#cancelPing();
    if (this.#visible)
      this.#cancelPing = this.#options.clock.after(PING_EVERY_MS, () => this.#ping());
  }

  #ping(): void {
    this.send({ type: "ping", id: `ping-${++this.#pings}` });
    this.#schedulePing();
  }

  #expectWord(within: number): void {
    if (this.#awaiting) return;
    this.#awaiting = true;
    this.#cancelDeadline = this.#options.clock.after(within, () => this.#lose(NO_STATUS));
  }

  #wordCame(): void {
    this.#awaiting = false;
    this.#cancelDeadline();
  }

  /** The connection is gone, or as good as gone. */
  #lose(code: number): void {
    if (!this.#opened) this.#unopened++;
    this.#forgive();
    this.#hangUp();
    if (code === EXPIRED) this.#became("expired");
    else if (code === BARRED) this.#became("barred");
    else this.#retryLater();
  }

  /** A connection that was good for a while makes earlier failures forgotten. */
  #forgive(): void {
    const lived = this.#liveSince ? this.#options.clock.now() - this.#liveSince : 0;
    if (lived >= STABLE_AFTER_MS) this.#attempt = 0;
  }

  #retryLater(): void {
    const { clock, random } = this.#options;
    const wait = backoffAfter(this.#askedDelay, this.#attempt++, random());
    this.#askedDelay = 0;
    this.#became("lost");
    this.#cancelRetry = clock.after(wait, () => this.#dial());
  }

  #hangUp(): void {
    this.#turn++;
    this.#cancelRetry();
    this.#cancelPing();
    this.#wordCame();
    this.#opened = false;
    this.#liveSince = 0;
    const wire = this.#wire;
    this.#wire = null;
    wire?.close();
  }

  #became(link: Link): void {
    if (link === this.#link) return;
    this.#link = link;
    this.#options.link(link);
  }
}

function parsed<In extends Framed>(text: string): In | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function delayAsked(frame: Framed): number {
  return (frame as { retry_after_ms?: number }).retry_after_ms ?? 0;
}
