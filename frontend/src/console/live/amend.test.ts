import { expect, test } from "vitest";
import type { DeliveryView } from "../../protocol/frames";
import { event, message, row } from "./fixtures";
import { reduce } from "./reduce";
import { type Entry, empty, type State } from "./state";

const delivery = (patch: Partial<DeliveryView> = {}): DeliveryView => ({
  state: "sent",
  why: "",
  at: 10,
  can_retry: false,
  ...patch,
});

const holding = (...entries: Entry[]): State => ({
  ...empty,
  rows: { c1: row({ seq: entries.length }) },
  threads: { c1: { entries, first: 1, last: entries.length } },
});

const entry = (state: State, seq: number) => state.threads.c1?.entries[seq - 1];

const told = (state: State, seq: number, view: DeliveryView): State =>
  reduce(state, { type: "delivery", conversation: "c1", seq, delivery: view }, 0);

test("how far a message got is shown at it, and older news changes nothing", () => {
  const before = holding(message(1), message(2, { author: "operator" }));
  const read = told(before, 2, delivery({ state: "read", at: 20 }));
  expect(entry(read, 2)).toMatchObject({ delivery: { state: "read" } });
  expect(entry(told(read, 2, delivery({ at: 10 })), 2)).toMatchObject({
    delivery: { state: "read" },
  });
  expect(entry(read, 1)).toBe(entry(before, 1));
});

test("deliveries of a message or a conversation that is not loaded are no trouble", () => {
  const before = holding(message(1));
  expect(told(before, 7, delivery()).threads.c1?.entries).toEqual([message(1)]);
  expect(told(empty, 1, delivery())).toBe(empty);
});

const grown = (state: State, ...entries: Entry[]): State => {
  const { seen: _, ...plain } = row({ seq: entries.at(-1)?.seq ?? 1 });
  return reduce(state, { type: "update", position: 1, row: plain, entries }, 0);
};

test("an edited message has its new words, and says that it was edited", () => {
  const after = grown(
    holding(message(1, { text: "Helo" })),
    event(2, { event: "message_edited", said: 1, text: "Hello" }),
  );
  expect(entry(after, 1)).toMatchObject({ text: "Hello", edited: true });
});

test("of a message that was taken back no word stays", () => {
  const after = grown(
    holding(message(1, { text: "my secret" })),
    event(2, { event: "message_withdrawn", said: 1 }),
  );
  expect(entry(after, 1)).toMatchObject({ text: "", withdrawn: true });
  expect(JSON.stringify(after.threads)).not.toContain("my secret");
});

test("a thread comes with how far its messages got", () => {
  const frame = {
    type: "thread",
    conversation: "c1",
    row: row({ seq: 2 }),
    entries: [message(1), message(2, { author: "operator" })],
    first: 1,
    deliveries: { 2: delivery({ state: "failed", why: "blocked", can_retry: true }) },
  } as const;
  expect(entry(reduce(empty, frame, 0), 2)).toMatchObject({ delivery: { why: "blocked" } });
});
