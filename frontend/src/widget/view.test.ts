import { expect, test } from "vitest";
import type { Unsent } from "../live/outbox";
import type { VisitorEvent, VisitorMessage, VisitorState } from "../protocol/frames";
import { openSentences } from "./announce";
import { phrasesIn } from "./phrases";
import type { Request } from "./requests";
import english from "./strings/en.json";
import { formUnder, holderOf, isEmail, judging, linesOf, minutes, offering, plainly } from "./view";

const NOON = new Date(2026, 3, 5, 12).getTime();
const MINUTE = 60_000;

function message(seq: number, given: Partial<VisitorMessage> = {}): VisitorMessage {
  const plain = {
    text: `m${seq}`,
    name: "",
    draft: "",
    sources: [],
    buttons: [],
    form: "",
    answer: false,
    files: [],
    edited: false,
    withdrawn: false,
  } as const;
  return { kind: "message", seq, at: NOON + seq * MINUTE, author: "visitor", ...plain, ...given };
}

function event(seq: number, name: VisitorEvent["event"]): VisitorEvent {
  const plain = { name: "", ticket: "", place: 0, low_ms: 0, high_ms: 0, answer: 0, right: false };
  const beside = { said: 0, text: "" };
  return { kind: "event", seq, at: NOON + seq * MINUTE, event: name, ...plain, ...beside };
}

function standing(given: Partial<VisitorState>): VisitorState {
  const plain = { epoch: 0, speaker: "", handoff: null, owed: false };
  return { status: "open", floor: "assistant", ...plain, ...given };
}

const pending = {
  status: "pending",
  fallback: "",
  ticket: "",
  place: 1,
  low_ms: 0,
  high_ms: 0,
} as const;

test("who holds the conversation follows from how it stands", () => {
  expect(holderOf(null)).toBe("assistant");
  expect(holderOf(standing({ status: "active", floor: "human" }))).toBe("person");
  expect(holderOf(standing({ status: "waiting", floor: "human", handoff: pending }))).toBe(
    "waiting",
  );
  expect(holderOf(standing({ status: "waiting", handoff: pending }))).toBe("nobody");
  expect(holderOf(standing({ status: "waiting", handoff: { ...pending, ticket: "T-1" } }))).toBe(
    "assistant",
  );
  expect(holderOf(standing({ status: "resolved" }))).toBe("assistant");
});

test("messages of one speaker make a run: the first has the name, the last the time", () => {
  const lines = linesOf([message(1), message(2), message(3, { author: "assistant" })]);
  const marks = lines.flatMap((line) => (line.kind === "message" ? [[line.first, line.last]] : []));
  expect(marks).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
});

test("another day begins with its own line, and breaks a run", () => {
  const lines = linesOf([message(1), message(2, { at: NOON + 24 * 60 * MINUTE })]);
  expect(lines.map(({ kind }) => kind)).toEqual(["day", "message", "day", "message"]);
});

test("hidden entries and quiet events leave no trace", () => {
  const lines = linesOf([
    message(1),
    { kind: "hidden", seq: 2 },
    event(3, "fallback_ran"),
    message(4),
  ]);
  expect(lines.map(({ kind }) => kind)).toEqual(["day", "message", "message"]);
});

test("only the newest message offers its buttons, and only while nothing is on its way", () => {
  const asks = message(2, { author: "system", buttons: [{ id: "accept", label: "Yes" }] });
  expect(offering([message(1), asks], [])?.seq).toBe(2);
  expect(offering([message(1), asks, message(3)], [])).toBeNull();
  const going = {
    id: "a",
    at: 0,
    request: { type: "withdraw" },
    progress: { state: "waiting" },
  } as const;
  expect(offering([message(1), asks], [going])).toBeNull();
});

test("the contact form stands until a ticket or a person is there", () => {
  const asks = message(2, { author: "system", form: "contact" });
  expect(formUnder([message(1), asks, message(3)])).toBe(2);
  expect(formUnder([asks, event(3, "ticket_opened")])).toBe(0);
  expect(formUnder([asks, event(3, "claimed")])).toBe(0);
  expect(formUnder([message(1)])).toBe(0);
});

test("an address needs a name, an @ and a domain with a dot", () => {
  for (const good of ["a@b.co", "first.last+tag@mail.example.com"])
    expect(isEmail(good)).toBe(true);
  for (const bad of ["", "a", "a@b", "@b.co", "a b@c.de", "a@b.co m", "a@b."])
    expect(isEmail(bad), bad).toBe(false);
});

test("what is read aloud has no signs, and is not long", () => {
  expect(plainly("**a**\n[b](https://c.test/) `d`")).toBe("a b d");
  expect(plainly("x".repeat(50), 10)).toBe("xxxxxxxxx…");
});

test("each complete message by others is read aloud once, with its speaker", () => {
  const fresh = [
    message(1),
    message(2, { author: "assistant", text: "**Yes**" }),
    event(3, "handoff_requested"),
    { ...event(4, "claimed"), name: "Maya" },
    message(5, { author: "operator", text: "Hello" }),
    message(6, { author: "system", text: "Noted." }),
  ];
  const speaker = ({ author }: VisitorMessage) => author;
  expect(openSentences(fresh, speaker, phrasesIn("en", english))).toEqual([
    "assistant: Yes",
    "Maya joined and can read the conversation so far.",
    "operator: Hello",
    "Noted.",
  ]);
});

test("only the newest answer is asked about, until the visitor goes on or has said it", () => {
  const answered = [message(1), message(2, { author: "assistant", answer: true })];
  expect(judging(answered, [])).toBe(2);
  expect(judging([...answered, message(3)], [])).toBe(0);
  const verdict = { ...event(3, "answer_judged"), answer: 2, right: true };
  expect(judging([...answered, verdict], [])).toBe(-1);
  const going = (request: Request): Unsent<Request> => ({
    id: "a",
    at: NOON,
    request,
    progress: { state: "waiting" },
  });
  expect(judging(answered, [going({ type: "judge", seq: 2, right: true })])).toBe(-1);
  expect(judging(answered, [going({ type: "say", text: "and?" })])).toBe(0);
});

test("a verdict makes no line of its own", () => {
  const verdict = { ...event(2, "answer_judged"), answer: 1 };
  expect(linesOf([message(1), verdict]).map(({ kind }) => kind)).toEqual(["day", "message"]);
});

test("words that were changed elsewhere stand in their message, and those taken back nowhere", () => {
  const edit = { ...event(3, "message_edited"), said: 1, text: "Where is my order?" };
  const back = { ...event(4, "message_withdrawn"), said: 2 };
  const lines = linesOf([message(1), message(2), edit, back, event(5, "channel_joined")]);
  expect(lines.map((line) => (line.kind === "message" ? line.message.text : line.kind))).toEqual([
    "day",
    "Where is my order?",
  ]);
});

test("a wait is a range in minutes, or one number where both ends are the same", () => {
  expect(minutes(90_000, 300_000)).toBe("2–5");
  expect(minutes(1_000, 50_000)).toBe("1");
});
