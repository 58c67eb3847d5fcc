import { expect, test } from "vitest";
import type { NoticeFrame } from "../../protocol/frames";
import { alertOf } from "./alerts";
import { message, row, update } from "./fixtures";
import { reduce } from "./reduce";
import { empty } from "./state";

const mine = { ...empty, me: "me" };
const wanted: NoticeFrame = {
  type: "notice",
  conversation: "c1",
  notice: "person_wanted",
  title: "A visitor wants a person",
  seq: 3,
};

test("what the server tells rings, with the visitor's name where it is known", () => {
  const known = { ...mine, rows: { c1: row({ name: "Amara" }) } };
  expect(alertOf(known, wanted)).toMatchObject({ notice: "person_wanted", name: "Amara" });
  expect(alertOf(mine, wanted)).toMatchObject({ title: "A visitor wants a person", name: "" });
});

test("a visitor's answer rings for the one who holds the conversation, once", () => {
  const answer = update([message(3)], { status: "active", operator: "me" });
  expect(alertOf(mine, answer)?.notice).toBe("visitor_replied");
  expect(alertOf({ ...empty, me: "tom" }, answer)).toBeNull();
  expect(alertOf(reduce(mine, answer, 0), answer)).toBeNull();
});

test("what a colleague or the assistant says rings for nobody", () => {
  const said = message(3, { author: "assistant" });
  expect(alertOf(mine, update([said], { status: "active", operator: "me" }))).toBeNull();
});
