import { expect, test } from "vitest";
import * as box from "./outbox";

const three: box.Outbox<string> = ["a", "b", "c"].reduce<box.Outbox<string>>(
  (outbox, id, at) => box.put(outbox, id, `text ${id}`, at),
  [],
);

const ids = (outbox: box.Outbox<string>) => outbox.map(({ id }) => id);
const refusal = (id: string, retry_after_ms = 0) => ({
  id,
  code: retry_after_ms ? "rate_limited" : "too_long",
  detail: "No.",
  retry_after_ms,
});

/** A connection that acks everything; returns the ids in the order in which they were sent. */
function drain(outbox: box.Outbox<string>): string[] {
  const order: string[] = [];
  for (let item = box.due(outbox, 0); item; item = box.due(outbox, 0)) {
    order.push(item.id);
    outbox = box.acked(box.sent(outbox, item.id), item.id, 100 + order.length, 0);
  }
  return order;
}

test("requests are sent one after the other, in the order in which they were written", () => {
  expect(drain(three)).toEqual(["a", "b", "c"]);
  expect(box.due(box.sent(three, "a"), 0)).toBeNull();
});

test("after a lost connection all unanswered ones go again, in order, with the same ids", () => {
  const lost = box.interrupted(box.sent(box.acked(three, "a", 7, 0), "b"));
  const later = box.put(lost, "d", "text d", 9);
  expect(drain(later)).toEqual(["b", "c", "d"]);
});

test("an acked request stays on screen until its entry is here, and is not sent again", () => {
  const acked = box.acked(box.sent(three, "a"), "a", 7, 6);
  expect(ids(acked)).toContain("a");
  expect(box.due(acked, 0)?.id).toBe("b");
  expect(ids(box.settled(acked, [{ seq: 7 }]))).toEqual(["b", "c"]);
});

test("an entry that comes before its ack settles the request", () => {
  const seen = box.settled(box.sent(three, "a"), [{ seq: 7, draft: "a" }]);
  expect(ids(seen)).toEqual(["b", "c"]);
  expect(box.acked(seen, "a", 7, 7)).toBe(seen);
});

test("an ack that made no entry settles at once", () => {
  expect(ids(box.acked(three, "b", 0, 5))).toEqual(["a", "c"]);
});

test("a request refused for now holds the line until it may go again, with the same id", () => {
  const held = box.refused(box.sent(three, "a"), refusal("a", 1500), 1000);
  expect(box.heldUntil(held)).toBe(2500);
  expect(box.due(held, 2499)).toBeNull();
  expect(box.due(held, 2500)?.id).toBe("a");
});

test("a request refused for good stays with its reason, and lets the others pass", () => {
  const refused = box.refused(box.sent(three, "a"), refusal("a"), 0);
  expect(refused[0]?.progress).toEqual({ state: "refused", code: "too_long", detail: "No." });
  expect(drain(refused)).toEqual(["b", "c"]);
});

test("trying again makes a new request at the end of the line", () => {
  const again = box.retried(box.refused(three, refusal("a"), 0), "a", "a2", 5);
  expect(ids(again)).toEqual(["b", "c", "a2"]);
  expect(drain(again)).toEqual(["b", "c", "a2"]);
});

test("what a page load must not lose is everything that no server has promised to keep", () => {
  const outbox = box.sent(box.acked(three, "a", 7, 0), "b");
  const kept: box.Outbox<string> = JSON.parse(JSON.stringify(box.unpromised(outbox)));
  expect(drain(kept)).toEqual(["b", "c"]);
});

test("a tab stores its own requests and leaves those of other tabs alone", () => {
  const stored = box.put(three, "other", "of another tab", 1);
  const own = box.without(three, "b");
  expect(ids(box.merged(stored, own, new Set(["a", "b", "c"])))).toEqual(["other", "a", "c"]);
});
