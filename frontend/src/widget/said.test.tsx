/** @jsxImportSource preact */
import { render } from "preact";
import { expect, test, vi } from "vitest";
import type { Choice, VisitorMessage } from "../protocol/frames";
import type { Acts, Screen } from "./acts";
import { resumed } from "./model";
import { phrasesIn } from "./phrases";
import { Said } from "./Said";
import english from "./strings/en.json";

/** Shows a message with these buttons, presses the first, and tells what was done. */
function pressing(...buttons: Choice[]) {
  const message: Partial<VisitorMessage> = {
    kind: "message",
    seq: 1,
    at: 0,
    author: "assistant",
    name: "Lumi",
    text: "Which one?",
    draft: "",
    sources: [],
    buttons,
    form: "",
  };
  const acts = { say: vi.fn(), person: vi.fn(), answer: vi.fn() };
  const screen: Partial<Screen> = {
    model: { ...resumed(null), timeline: { entries: [message as VisitorMessage] } },
    phrases: phrasesIn("en", english),
    acts: acts as unknown as Acts,
  };
  const page = document.createElement("div");
  render(<Said screen={screen as Screen} />, page);
  page.querySelector<HTMLButtonElement>(".qr button")?.click();
  return acts;
}

test("a choice says its label, with its id beside it", () => {
  const acts = pressing({ id: "red", label: "The red one" }, { id: "blue", label: "Blue" });
  expect(acts.say).toHaveBeenCalledWith("The red one", "red");
});

test("the house's own buttons ask for a person, or answer an offer", () => {
  expect(pressing({ id: "person", label: "A person" }).person).toHaveBeenCalledWith("A person");
  expect(pressing({ id: "accept", label: "Yes" }).answer).toHaveBeenCalledWith(true, "Yes");
  expect(pressing({ id: "decline", label: "No" }).answer).toHaveBeenCalledWith(false, "No");
});
