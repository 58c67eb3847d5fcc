import { expect, test } from "vitest";
import { attributes, isDialogue, parse, sent } from "./dialogue";

test("a pasted dialogue falls into its turns", () => {
  expect(
    parse("Visitor: hello\nAssistant (0.4): Hi.\nHow can I help?\nuser: a person please"),
  ).toEqual([
    { role: "visitor", text: "hello" },
    { role: "assistant", text: "Hi.\nHow can I help?", confidence: 0.4 },
    { role: "visitor", text: "a person please" },
  ]);
});

test("words with a colon in them are no new speaker", () => {
  expect(parse("my order: 12\nthanks")).toEqual([
    { role: "visitor", text: "my order: 12\nthanks" },
  ]);
  expect(isDialogue("two\nlines")).toBe(false);
  expect(isDialogue("Visitor: a\nAssistant: b")).toBe(true);
});

test("empty lines are not sent, nor the confidence of somebody else", () => {
  const lines = [
    { key: "1", role: "visitor", text: "hello", confidence: 0.5 },
    { key: "2", role: "assistant", text: " " },
    { key: "3", role: "assistant", text: "Hi", confidence: 0 },
  ] as const;
  expect(sent(lines)).toEqual([
    { role: "visitor", text: "hello" },
    { role: "assistant", text: "Hi", confidence: 0 },
  ]);
});

test("attributes are read line by line", () => {
  expect(attributes("plan: gold\nsite=a:b\nhalf:\n")).toEqual({ plan: "gold", site: "a:b" });
});
