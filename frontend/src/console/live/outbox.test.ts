import { expect, test } from "vitest";
import { attached, sending } from "./fixtures";
import { again, due, frameOf, reconnected, refused } from "./outbox";

const refusal = (code: string, retry_after_ms = 0, seq = 0) =>
  ({ type: "refused", id: "d1", code, detail: "No.", by: "", seq, retry_after_ms }) as const;

test("what was sent into a lost connection is sent again under the same id", () => {
  const [one] = reconnected([sending({ stage: "sent" })]);
  expect(one).toMatchObject({ id: "d1", stage: "queued" });
});

test("what the server refused is not sent again by itself", () => {
  const failed = refused([sending({ stage: "sent" })], refusal("too_long"), 0);
  expect(reconnected(failed)[0]).toMatchObject({ stage: "failed", why: "No." });
});

test("trying again after a refusal uses a new id, because nothing of the old one was recorded", () => {
  const [one] = again([sending({ stage: "failed", why: "No." })], "d1", "d2", true);
  expect(one).toMatchObject({ id: "d2", stage: "queued", why: "", alongside: true });
});

test("a rate limit keeps the text and waits as long as it was told", () => {
  const outbox = refused([sending({ stage: "sent" })], refusal("rate_limited", 3000), 1000);
  expect(due(outbox, 3999)).toEqual([]);
  expect(due(outbox, 4000)).toHaveLength(1);
});

test("a note never travels as a reply", () => {
  expect(frameOf(sending({ kind: "note" }))).toEqual({
    type: "note",
    id: "d1",
    conversation: "c1",
    text: "hello",
  });
});

test("files go with a reply, and with no note", () => {
  const files = [attached("f1")];
  expect(frameOf(sending({ files }))).toMatchObject({ type: "reply", files: ["f1"] });
  expect(frameOf(sending({ kind: "note", files }))).not.toHaveProperty("files");
  expect(frameOf(sending())).not.toHaveProperty("files");
});
