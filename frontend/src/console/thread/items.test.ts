import { expect, test } from "vitest";
import { message } from "../live/fixtures";
import { firstUnread, itemsOf } from "./items";

const noon = new Date(2026, 10, 20, 12).getTime();
const said = (seq: number, at: number) => message(seq, { at });

test("messages of one speaker close together are joined", () => {
  const items = itemsOf([said(1, noon), said(2, noon + 1000), said(3, noon + 600_000)], 0);
  expect(items.map((item) => (item.kind === "entry" ? item.joined : item.kind))).toEqual([
    "day",
    false,
    true,
    false,
  ]);
});

test("a new day has its line", () => {
  const kinds = itemsOf([said(1, noon), said(2, noon + 86_400_000)], 0).map(({ kind }) => kind);
  expect(kinds).toEqual(["day", "entry", "day", "entry"]);
});

test("the new line stands above the first unread visitor message", () => {
  const entries = [said(1, noon), message(2, { at: noon, author: "assistant" }), said(3, noon)];
  expect(firstUnread(entries, 1)).toBe(3);
  expect(itemsOf(entries, 3).map(({ kind }) => kind)).toEqual([
    "day",
    "entry",
    "entry",
    "new",
    "entry",
  ]);
});

test("a conversation that is new as a whole has no new line", () => {
  expect(firstUnread([said(1, noon)], 1)).toBe(0);
});
