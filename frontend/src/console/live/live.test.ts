import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { message, row, update } from "./fixtures";
import { createLive } from "./live";

/** The browser's end of a socket, played by hand. */
class Wire {
  readyState = 1;
  sent: { type: string; id?: string; position?: number; after?: number }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  says(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  kinds() {
    return this.sent.map(({ type }) => type);
  }
}

const welcome = {
  type: "welcome",
  me: "me",
  position: 7,
  counts: { type: "counts", waiting: 0, mine: 0, assistant: 0, active: 0 },
  colleagues: [],
  now: 0,
  role: "operator",
  viewing: [],
};

function inbox() {
  const wires: Wire[] = [];
  const ended = vi.fn();
  let ids = 0;
  const live = createLive({
    csrf: () => "token",
    open: () => {
      const wire = new Wire();
      wires.push(wire);
      return wire as unknown as WebSocket;
    },
    now: Date.now,
    freshId: () => `id-${++ids}`,
    kept: [],
    keep: () => undefined,
    onEnded: ended,
    onAlert: () => undefined,
  });
  live.start();
  const last = () => wires.at(-1) as Wire;
  const greet = () => {
    last().onopen?.();
    last().says(welcome);
  };
  return { live, wires, last, greet, ended };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a reply written before the greeting is sent after it, and again under the same id after a cut", () => {
  const { live, last, greet } = inbox();
  live.say("c1", "reply", "hello");
  expect(last().kinds()).toEqual([]);
  greet();
  expect(last().sent.at(-1)).toMatchObject({ type: "reply", id: "id-1" });
  last().onclose?.({ code: 1012 });
  vi.advanceTimersByTime(1000);
  greet();
  expect(last().sent[0]).toMatchObject({ type: "hello", position: 7 });
  expect(last().sent.at(-1)).toMatchObject({ type: "reply", id: "id-1" });
  live.stop();
});

test("the open conversation is watched from its cursor after a reconnect", () => {
  const { live, last, greet } = inbox();
  greet();
  live.watch("c1");
  last().says({
    type: "thread",
    conversation: "c1",
    row: row({ seq: 2 }),
    entries: [message(1), message(2)],
    first: 1,
    deliveries: {},
  });
  last().onclose?.({ code: 1006 });
  vi.advanceTimersByTime(1000);
  greet();
  expect(last().sent.at(-1)).toMatchObject({ type: "watch", after: 2 });
  live.stop();
});

test("a gap in the open conversation is asked for at once", () => {
  const { live, last, greet } = inbox();
  greet();
  live.watch("c1");
  last().says({
    type: "thread",
    conversation: "c1",
    row: row({ seq: 1 }),
    entries: [message(1)],
    first: 1,
    deliveries: {},
  });
  last().says(update([message(3)]));
  expect(last().sent.at(-1)).toMatchObject({ type: "watch", after: 1 });
  live.stop();
});

test("an ended session is told once and not tried again", () => {
  const { live, wires, last, greet, ended } = inbox();
  greet();
  last().onclose?.({ code: 4401 });
  vi.advanceTimersByTime(60_000);
  expect(ended).toHaveBeenCalledTimes(1);
  expect(wires).toHaveLength(1);
  live.stop();
});

test("typing is told at most every three seconds", () => {
  const { live, last, greet } = inbox();
  greet();
  for (let i = 0; i < 5; i += 1) live.typing("c1", true);
  expect(
    last()
      .kinds()
      .filter((kind) => kind === "typing"),
  ).toHaveLength(1);
  vi.advanceTimersByTime(3001);
  live.typing("c1", true);
  expect(
    last()
      .kinds()
      .filter((kind) => kind === "typing"),
  ).toHaveLength(2);
  live.stop();
});

test("what is on the screen is told at once, every ten seconds, and no more once it is left", () => {
  const { live, last, greet } = inbox();
  greet();
  const told = () => last().sent.filter(({ type }) => type === "view");
  const pass = (seconds: number) => {
    for (let i = 0; i < seconds; i += 1) {
      vi.advanceTimersByTime(1000);
      last().says({ type: "ack", id: "ping" }); // the line is alive
    }
  };
  live.view("c1");
  pass(20);
  expect(told()).toMatchObject(Array(3).fill({ conversation: "c1", replying: false }));
  live.typing("c1", true);
  expect(told().at(-1)).toMatchObject({ conversation: "c1", replying: true });
  pass(30);
  expect(told().at(-1)).toMatchObject({ conversation: "c1", replying: false });
  live.view("");
  const before = told().length;
  expect(told().at(-1)).toMatchObject({ conversation: "" });
  pass(60);
  expect(told()).toHaveLength(before);
  live.stop();
});

test("a reply says how far its writer had read, by the server's clock", () => {
  const { live, last, greet } = inbox();
  vi.setSystemTime(0);
  greet();
  last().says({ ...welcome, now: 100_000 }); // that far ahead
  last().says({
    type: "thread",
    conversation: "c1",
    row: row({ seq: 2 }),
    entries: [message(1), message(2, { author: "operator", operator: "tom", at: 99_000 })],
    first: 1,
    deliveries: {},
  });
  live.say("c1", "reply", "hello");
  expect(last().sent.at(-1)).toMatchObject({ type: "reply", seen: 1 });
  vi.advanceTimersByTime(5000);
  live.say("c1", "reply", "again");
  expect(last().sent.at(-1)).toMatchObject({ type: "reply", seen: 2 });
  live.stop();
});
