import { expect, test } from "vitest";
import { lengthWords, segments, sizeIn } from "./length";

test("a text message is counted as the networks count it", () => {
  expect(segments("")).toBe(0);
  expect(segments("a".repeat(160))).toBe(1);
  expect(segments("a".repeat(161))).toBe(2);
  expect(segments("a".repeat(306))).toBe(2);
  expect(segments("a".repeat(307))).toBe(3);
});

test("one letter outside the basic alphabet makes every letter twice as wide", () => {
  expect(segments("ö".repeat(160))).toBe(1); // it is in the basic alphabet
  expect(segments(`${"a".repeat(69)}ł`)).toBe(1);
  expect(segments(`${"a".repeat(70)}ł`)).toBe(2);
  expect(segments("😀".repeat(35))).toBe(1);
  expect(segments("😀".repeat(36))).toBe(2);
});

test("brackets and the euro sign take two places", () => {
  expect(segments("€".repeat(80))).toBe(1);
  expect(segments(`${"€".repeat(80)}a`)).toBe(2);
});

test("a length is counted in the unit of its channel", () => {
  expect(sizeIn("characters", "ä😀")).toBe(2);
  expect(sizeIn("utf16", "ä😀")).toBe(3);
  expect(sizeIn("bytes", "ä😀")).toBe(6);
});

test("nothing is said of a text that goes as it is, and how many messages a longer one becomes", () => {
  const limit = { length: 10, unit: "characters" } as const;
  expect(lengthWords("telegram", limit, "short")).toBe("");
  expect(lengthWords("telegram", limit, "a".repeat(25))).toBe("Goes out as about 3 messages");
  expect(lengthWords("sms", limit, "a".repeat(161))).toBe("2 text messages");
  expect(lengthWords("sms", limit, "a".repeat(500))).toBe("4 text messages, each is paid for");
});
