/** The two ways to the server: a WebSocket, and polling where WebSockets are blocked. */

import type { Clock, Dial, Wire, WireEvents } from "../live/socket";
import type {
  VisitorClientFrame,
  VisitorHello,
  VisitorServerFrame,
  VisitorTyping,
} from "../protocol/frames";
import { type Api, isBarred, Problem } from "./api";

const POLL_EVERY_MS = 3_000;
const POLL_FOR_MS = 60_000; // then WebSockets get another chance
const REFUSALS = [400, 409, 413, 422, 429]; // of the message; any other trouble is the line's
const BLOCKED_AFTER = 3; // dials in a row that never opened

/** WebSockets first; after three in a row that never opened, polling. */
export function dialEither(socket: Dial, poll: Dial): Dial {
  return (events, unopened) => (unopened < BLOCKED_AFTER ? socket : poll)(events, unopened);
}

export function dialSocket(address: string): Dial {
  return (events) => {
    const socket = new WebSocket(address.replace(/^http/, "ws"));
    socket.onopen = events.opened;
    socket.onmessage = ({ data }) => events.message(String(data));
    socket.onclose = ({ code }) => events.closed(code);
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => socket.close(1000),
    };
  };
}

export function dialPolling(api: Api, token: string, clock: Clock): Dial {
  return (events) => {
    queueMicrotask(events.opened);
    return new Polling(api, token, clock, events);
  };
}

/** Speaks the socket's frames over HTTP: entries by asking again and again, requests as they are. */
class Polling implements Wire {
  readonly #api: Api;
  readonly #token: string;
  readonly #clock: Clock;
  readonly #events: WireEvents;
  #after = 0;
  #closed = false;
  readonly #endsAt: number;

  constructor(api: Api, token: string, clock: Clock, events: WireEvents) {
    this.#api = api;
    this.#token = token;
    this.#clock = clock;
    this.#events = events;
    this.#endsAt = clock.now() + POLL_FOR_MS;
  }

  send(text: string) {
    const frame = JSON.parse(text) as VisitorClientFrame;
    switch (frame.type) {
      case "hello":
        this.#after = frame.after ?? 0;
        return void this.#guarded(() => this.#poll(true));
      case "ping":
        return this.#tell({ type: "ack", id: frame.id, seq: 0 });
      case "typing":
        return;
      default:
        return void this.#guarded(() => this.#ask(frame));
    }
  }

  close(): void {
    this.#closed = true;
  }

  /** Ask what is new, and again later. The first answer is the welcome too. */
  async #poll(first = false): Promise<void> {
    const { entries, state, more } = await this.#api.entries(this.#token, this.#after);
    this.#after = entries.at(-1)?.seq ?? this.#after;
    const conversation = "";
    if (first) this.#tell({ type: "welcome", conversation, state, newest: this.#after });
    this.#tell({ type: "entries", conversation, entries, state });
    if (this.#clock.now() > this.#endsAt) return this.#end(1006);
    this.#clock.after(more ? 0 : POLL_EVERY_MS, () => void this.#guarded(() => this.#poll()));
  }

  async #ask(frame: Exclude<VisitorClientFrame, VisitorHello | VisitorTyping>): Promise<void> {
    const { id } = frame;
    try {
      const { seq } = await this.#api.ask(this.#token, frame);
      this.#tell({ type: "ack", id, seq });
    } catch (error) {
      if (!(error instanceof Problem) || !REFUSALS.includes(error.status)) throw error;
      const { code, message: detail, retryAfterMs: retry_after_ms } = error;
      this.#tell({ type: "refused", id, code, detail, by: "", seq: 0, retry_after_ms });
    }
  }

  #tell(frame: VisitorServerFrame): void {
    if (!this.#closed) this.#events.message(JSON.stringify(frame));
  }

  #end(code: number): void {
    if (!this.#closed) this.#events.closed(code);
    this.#closed = true;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    if (this.#closed) return;
    await work().catch((error: unknown) => this.#end(codeFor(error)));
  }
}

function codeFor(error: unknown): number {
  if (isBarred(error)) return 4403;
  return error instanceof Problem && error.status === 401 ? 4401 : 1006;
}
