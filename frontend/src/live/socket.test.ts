import { expect, test } from "vitest";
import { HandClock } from "./hand-clock";
import {
  ANSWER_WITHIN_MS,
  type Dial,
  type Framed,
  type Link,
  LiveSocket,
  PING_EVERY_MS,
  WELCOME_WITHIN_MS,
  type WireEvents,
} from "./socket";

interface Line {
  readonly events: WireEvents;
  readonly sent: Framed[];
  closed: boolean;
}

function network() {
  const clock = new HandClock();
  const lines: Line[] = [];
  const links: Link[] = [];
  const frames: Framed[] = [];
  let cursor = 0;
  const dial: Dial = (events) => {
    const line: Line = { events, sent: [], closed: false };
    lines.push(line);
    return {
      send: (text) => line.sent.push(JSON.parse(text)),
      close: () => {
        line.closed = true;
      },
    };
  };
  const socket = new LiveSocket<Framed>({
    dial,
    clock,
    random: () => 1,
    hello: () => ({ type: "hello", after: cursor }),
    frame: (frame) => frames.push(frame),
    link: (link) => links.push(link),
  });
  const line = () => {
    const newest = lines.at(-1);
    if (!newest) throw new Error("nothing was dialled");
    return newest;
  };
  const hear = (frame: object) => line().events.message(JSON.stringify(frame));
  const connect = () => {
    line().events.opened();
    hear({ type: "welcome" });
  };
  const seen = (seq: number) => {
    cursor = seq;
  };
  return { clock, lines, links, frames, socket, line, hear, connect, seen };
}

test("it greets with the cursor, and is live once welcomed", () => {
  const { socket, line, links, connect, seen } = network();
  seen(12);
  socket.start();
  connect();
  expect(line().sent).toEqual([{ type: "hello", after: 12 }]);
  expect(links).toEqual(["connecting", "live"]);
});

test("nothing is sent before the welcome", () => {
  const { socket, line } = network();
  socket.start();
  line().events.opened();
  expect(socket.send({ type: "say", id: "a" })).toBe(false);
  expect(line().sent.map(({ type }) => type)).toEqual(["hello"]);
});

test("after a server restart it dials again within a second, from the new cursor", () => {
  const { socket, clock, lines, line, connect, seen } = network();
  socket.start();
  connect();
  clock.move(6_000);
  seen(30);
  line().events.closed(1012);
  clock.move(1000);
  expect(lines).toHaveLength(2);
  line().events.opened();
  expect(line().sent).toEqual([{ type: "hello", after: 30 }]);
});

test("a bye with a time is not dialled before that time", () => {
  const { socket, clock, lines, line, hear, connect } = network();
  socket.start();
  connect();
  hear({ type: "bye", reason: "restart", retry_after_ms: 3000 });
  line().events.closed(1012);
  clock.move(2999);
  expect(lines).toHaveLength(1);
  clock.move(1001);
  expect(lines).toHaveLength(2);
});

test("tries that fail come further and further apart", () => {
  const { socket, clock, lines, line } = network();
  socket.start();
  const waits: number[] = [];
  for (let failures = 0; failures < 6; failures++) {
    line().events.closed(1006);
    const from = clock.now();
    while (lines.length === failures + 1) clock.move(100);
    waits.push(clock.now() - from);
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
});

test("the dial is told how many never opened before it", () => {
  const told: number[] = [];
  const clock = new HandClock();
  let events: WireEvents | null = null;
  const socket = new LiveSocket<Framed>({
    dial: (given, unopened) => {
      told.push(unopened);
      events = given;
      return { send: () => undefined, close: () => undefined };
    },
    clock,
    random: () => 0,
    hello: () => ({}),
    frame: () => undefined,
    link: () => undefined,
  });
  socket.start();
  for (let time = 0; time < 3; time++) {
    events = events as WireEvents | null;
    events?.closed(1006);
    clock.move(1_000);
  }
  expect(told).toEqual([0, 1, 2, 3]);
});

test("a visible page pings, and a connection that does not answer is given up", () => {
  const { socket, clock, line, lines, connect } = network();
  socket.start();
  connect();
  clock.move(PING_EVERY_MS);
  expect(line().sent.at(-1)?.type).toBe("ping");
  clock.move(ANSWER_WITHIN_MS);
  expect(lines[0]?.closed).toBe(true);
  clock.move(1000);
  expect(lines).toHaveLength(2);
});

test("an answered ping keeps the connection, and is no news", () => {
  const { socket, clock, lines, frames, hear, connect } = network();
  socket.start();
  connect();
  for (let round = 1; round <= 4; round++) {
    clock.move(PING_EVERY_MS);
    hear({ type: "ack", id: `ping-${round}` });
  }
  expect(lines).toHaveLength(1);
  expect(frames.map(({ type }) => type)).toEqual(["welcome"]);
});

test("a hidden page does not ping", () => {
  const { socket, clock, line, connect } = network();
  socket.start();
  connect();
  socket.attend(false);
  clock.move(10 * PING_EVERY_MS);
  expect(line().sent.map(({ type }) => type)).toEqual(["hello"]);
});

test("a request without any word back within eight seconds gives the connection up", () => {
  const { socket, clock, lines, connect } = network();
  socket.start();
  connect();
  socket.send({ type: "say", id: "a" });
  clock.move(ANSWER_WITHIN_MS - 1);
  expect(lines[0]?.closed).toBe(false);
  clock.move(1);
  expect(lines[0]?.closed).toBe(true);
});

test("a server that never welcomes is given up", () => {
  const { socket, clock, lines, line } = network();
  socket.start();
  line().events.opened();
  clock.move(WELCOME_WITHIN_MS + 1000);
  expect(lines).toHaveLength(2);
});

test("after a gap it connects again at once, but not over and over", () => {
  const { socket, lines, clock, connect } = network();
  socket.start();
  connect();
  socket.resume();
  expect(lines).toHaveLength(2);
  connect();
  socket.resume();
  expect(lines).toHaveLength(2);
  clock.move(2000);
  expect(lines).toHaveLength(3);
});

test("news of a line that was given up are ignored", () => {
  const { socket, lines, frames, connect } = network();
  socket.start();
  connect();
  socket.resume();
  lines[0]?.events.message(JSON.stringify({ type: "draft" }));
  lines[0]?.events.closed(1006);
  expect(frames.map(({ type }) => type)).toEqual(["welcome"]);
  expect(lines).toHaveLength(2);
});

test("an expired token and a barred page are not tried again", () => {
  for (const [code, link] of [
    [4401, "expired"],
    [4403, "barred"],
  ] as const) {
    const { socket, clock, lines, links, line, connect } = network();
    socket.start();
    connect();
    line().events.closed(code);
    clock.move(600_000);
    expect(links.at(-1)).toBe(link);
    expect(lines).toHaveLength(1);
  }
});

test("when the network is back it dials at once", () => {
  const { socket, lines, connect } = network();
  socket.start();
  connect();
  socket.cut();
  socket.nudge();
  expect(lines).toHaveLength(2);
});

test("once stopped, nothing happens any more", () => {
  const { socket, clock, lines, links, connect } = network();
  socket.start();
  connect();
  socket.stop();
  clock.move(600_000);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.closed).toBe(true);
  expect(links.at(-1)).toBe("off");
});

test("a frame that is no JSON ends the connection, not the page", () => {
  const { socket, line, links, connect } = network();
  socket.start();
  connect();
  line().events.message("{");
  expect(links.at(-1)).toBe("lost");
});
