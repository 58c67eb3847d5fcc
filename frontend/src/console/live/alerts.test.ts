import { expect, test } from "vitest";
import { alertOf } from "./alerts";
import { event, message, update } from "./fixtures";
import { reduce } from "./reduce";
import { empty } from "./state";

const NOBODY: ReadonlySet<string> = new Set();
const handed = update([message(1), event(2, { event: "handoff_requested" })], {
  status: "waiting",
});

test("a new handoff rings once, also when it is replayed after a reconnect", () => {
  expect(alertOf(empty, handed, NOBODY)?.kind).toBe("handoff");
  expect(alertOf(reduce(empty, handed, 0), handed, NOBODY)).toBeNull();
});

test("a handoff that was taken meanwhile does not ring", () => {
  expect(
    alertOf(
      { ...empty, me: "me" },
      { ...handed, row: { ...handed.row, status: "active" } },
      NOBODY,
    ),
  ).toBeNull();
});

test("a new conversation rings only in monitoring mode", () => {
  const opened = update([event(1), message(2)]);
  expect(alertOf(empty, opened, NOBODY)).toBeNull();
  expect(alertOf(empty, opened, new Set(["shop"]))?.kind).toBe("opened");
});

test("a visitor's answer rings for the one who holds the conversation", () => {
  const answer = update([message(3)], { status: "active", operator: "me" });
  expect(alertOf({ ...empty, me: "me" }, answer, NOBODY)?.kind).toBe("message");
  expect(alertOf({ ...empty, me: "tom" }, answer, NOBODY)).toBeNull();
});
