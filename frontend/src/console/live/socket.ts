/** One WebSocket that comes back by itself: greeting, beat, backoff. Knows nothing of the inbox. */

import type { OperatorClientFrame, OperatorServerFrame } from "../../protocol/frames";

export type Link = "connecting" | "up" | "down" | "ended";

const BEAT_MS = 20_000; // between pings
const SILENCE_MS = 10_000; // a ping unanswered for so long: the socket is dead
const LOST = new Set([4401, 4403]); // the session is over: log in again

export interface Line {
  send(frame: OperatorClientFrame): boolean; // false: not connected, nothing was sent
  close(): void;
}

export interface LineOptions {
  readonly open: () => WebSocket;
  readonly hello: () => OperatorClientFrame;
  readonly onFrame: (frame: OperatorServerFrame) => void;
  readonly onLink: (link: Link) => void;
  readonly random: () => number;
}

/** Milliseconds before try number ``attempt`` (from 0): doubling to 15 s, with jitter. */
export const backoff = (attempt: number, random: number): number =>
  Math.min(8_000, 500 * 2 ** attempt) * (0.5 + random / 2);

export function connect(options: LineOptions): Line {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let closed = false;
  let timer = 0;
  let beat = 0;
  let heard = Date.now();
  let pause = 0; // what the server asked for in its bye

  const schedule = (ms: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(start, ms);
  };

  const drop = () => {
    clearInterval(beat);
    socket = null;
  };

  const lost = (code: number) => {
    drop();
    if (closed) return;
    if (LOST.has(code)) {
      closed = true;
      options.onLink("ended");
      return;
    }
    options.onLink("down");
    schedule(Math.max(pause, backoff(attempt, options.random())));
    attempt += 1;
    pause = 0;
  };

  const hear = (frame: OperatorServerFrame) => {
    heard = Date.now();
    if (frame.type === "bye") pause = frame.retry_after_ms;
    if (frame.type === "welcome") attempt = 0;
    options.onFrame(frame);
    if (frame.type === "welcome") options.onLink("up");
  };

  const check = (mine: WebSocket) => {
    if (Date.now() - heard > BEAT_MS + SILENCE_MS) {
      mine.close();
      if (socket === mine) lost(0);
      return;
    }
    mine.send(JSON.stringify({ type: "ping", id: `ping-${Date.now()}` }));
  };

  function start() {
    if (closed || socket) return;
    clearTimeout(timer);
    options.onLink("connecting");
    const mine = options.open();
    socket = mine;
    mine.onopen = () => {
      heard = Date.now();
      mine.send(JSON.stringify(options.hello()));
      beat = window.setInterval(() => check(mine), BEAT_MS);
    };
    mine.onmessage = (event) => {
      if (socket === mine) hear(JSON.parse(String(event.data)) as OperatorServerFrame);
    };
    mine.onclose = (event) => {
      if (socket === mine) lost(event.code);
    };
  }

  const wake = () => {
    attempt = 0;
    start();
  };
  const sleep = () => {
    const mine = socket;
    if (!mine) return;
    mine.close();
    lost(0);
  };
  addEventListener("online", wake);
  addEventListener("offline", sleep);
  start();

  return {
    send(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      removeEventListener("online", wake);
      removeEventListener("offline", sleep);
      socket?.close();
      drop();
    },
  };
}
