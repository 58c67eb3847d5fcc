import { expect, test } from "vitest";
import type { FileView } from "../protocol/frames";
import { sizeOf } from "./bytes";
import { added, type Box, busy, changed, MOST, ready, room, without } from "./pending";

const view = (id: string): FileView => ({
  id,
  name: "a.png",
  type: "image/png",
  size: 1,
  state: "ready",
  why: "",
  url: "",
  thumbnail_url: "",
});

test("a message waits for what is on its way, and takes along what is there", () => {
  let box: Box = added(added([], 1, "a.png", 5), 2, "b.pdf", 6);
  expect([busy(box), ready(box)]).toEqual([true, []]);
  box = changed(box, 1, { view: view("f1") });
  expect([busy(box), ready(box)]).toEqual([true, ["f1"]]);
  box = changed(box, 2, { why: "file_type" });
  expect([busy(box), ready(box)]).toEqual([false, ["f1"]]);
});

test("what was refused takes no room, and what was removed is gone", () => {
  let box: Box = [];
  for (let key = 0; key < MOST; key++) box = added(box, key, "x", 1);
  expect(room(box)).toBe(0);
  box = changed(box, 3, { why: "file_type" });
  expect(room(box)).toBe(1);
  box = without(without(box, 3), 4);
  expect([room(box), box.length]).toEqual([2, MOST - 2]);
});

test("sizes are told as the language writes them", () => {
  expect(sizeOf(0, "en")).toBe("0 bytes");
  expect(sizeOf(999, "en")).toBe("999 bytes");
  expect(sizeOf(1_500, "en")).toBe("1.5 kB");
  expect(sizeOf(2_340_000, "de")).toBe("2,3 MB");
  expect(sizeOf(20_000_000, "en")).toBe("20 MB");
});
