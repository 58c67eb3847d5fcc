import { expect, test } from "vitest";
import { HandClock } from "../live/hand-clock";
import type { WireEvents } from "../live/socket";
import type { VisitorClientFrame, VisitorEntry, VisitorState } from "../protocol/frames";
import { Problem } from "./api";
import type { Session } from "./model";
import type { Stored } from "./stored";
import { Thread } from "./thread";

const OPEN: VisitorState = {
  status: "open",
  floor: "assistant",
  epoch: 0,
  speaker: "",
  handoff: null,
  owed: false,
};

function message(seq: number, author: "visitor" | "assistant", draft = ""): VisitorEntry {
  const plain = { name: "", sources: [], buttons: [], form: "", answer: false } as const;
  const beside = { files: [], edited: false, withdrawn: false };
  return { kind: "message", seq, at: seq, author, text: `m${seq}`, draft, ...plain, ...beside };
}

/** A browser with its storage, and a server that answers only when told to. */
function browser(kept: Stored | null = null) {
  const clock = new HandClock();
  const lines: { events: WireEvents; sent: VisitorClientFrame[] }[] = [];
  const sessions: string[] = [];
  const arrived: number[] = [];
  const server = { token: "t1", newest: 0, failure: null as Error | null };
  let stored = kept;
  let ids = 0;
  const thread = new Thread(
    {
      clock,
      random: () => 0,
      newId: () => `id${++ids}`,
      session: async (token) => {
        sessions.push(token);
        if (server.failure) throw server.failure;
        return sessionOf(server);
      },
      dial: () => (events) => {
        const sent: VisitorClientFrame[] = [];
        lines.push({ events, sent });
        return { send: (text) => sent.push(JSON.parse(text)), close: () => undefined };
      },
      read: () => stored,
      write: (next) => {
        stored = next;
      },
      changed: () => undefined,
      arrived: (entries) => arrived.push(...entries.map(({ seq }) => seq)),
    },
    kept,
  );
  const line = () => {
    const newest = lines.at(-1);
    if (!newest) throw new Error("nothing was dialled");
    return newest;
  };
  const hear = (frame: object) => line().events.message(JSON.stringify(frame));
  const welcome = (newest = server.newest) => {
    line().events.opened();
    hear({ type: "welcome", conversation: "c1", state: OPEN, newest });
  };
  const live = async () => {
    thread.connect();
    await settle();
    welcome();
  };
  const entries = (...list: VisitorEntry[]) =>
    hear({ type: "entries", conversation: "c1", entries: list, state: OPEN });
  const said = () => line().sent.filter(({ type }) => type === "say");
  return {
    thread,
    clock,
    server,
    lines,
    line,
    sessions,
    arrived,
    hear,
    welcome,
    live,
    entries,
    said,
    stored: () => stored,
  };
}

function sessionOf({ token, newest }: { token: string; newest: number }): Session {
  const assistant = {
    name: "A",
    greeting: "",
    starters: [],
    language: "en",
    accent: "",
    handoff: true,
  };
  return { token, conversation: newest ? "c1" : "", newest, assistant, socket: "/s" };
}

/** Let promises that are already settled run on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

const say = (text: string) => ({ type: "say", text }) as const;

test("nothing is stored before the first word", async () => {
  const { thread, live, stored } = browser();
  await live();
  expect(stored()).toBeNull();
  thread.ask(say("hello"));
  expect(stored()).toMatchObject({ token: "t1", unsent: [{ id: "id1" }] });
});

test("words written while offline are kept, and sent in order once connected", async () => {
  const { thread, live, said, hear, stored } = browser();
  thread.ask(say("one"));
  thread.ask(say("two"));
  expect(stored()?.unsent.map(({ id }) => id)).toEqual(["id1", "id2"]);
  await live();
  expect(said()).toEqual([{ type: "say", text: "one", id: "id1" }]);
  hear({ type: "ack", id: "id1", seq: 1 });
  expect(said().at(-1)).toEqual({ type: "say", text: "two", id: "id2" });
});

test("what was not acked goes again after a restart, with the same id, and is shown once", async () => {
  const { thread, live, line, clock, welcome, entries, said, hear } = browser();
  await live();
  thread.ask(say("one"));
  line().events.closed(1012);
  expect(thread.model.outbox[0]?.progress.state).toBe("waiting");
  clock.move(1000);
  welcome(0);
  expect(said()).toEqual([{ type: "say", text: "one", id: "id1" }]);
  entries(message(1, "visitor", "id1"));
  hear({ type: "ack", id: "id1", seq: 1 });
  expect(thread.model.outbox).toEqual([]);
  expect(thread.model.timeline.entries).toHaveLength(1);
});

test("a page load takes up the words that were not sent", async () => {
  const first = browser();
  first.thread.ask(say("one"));
  const second = browser(JSON.parse(JSON.stringify(first.stored())));
  await second.live();
  expect(second.said()).toEqual([{ type: "say", text: "one", id: "id1" }]);
});

test("a gap in the numbers is closed by resuming from the cursor", async () => {
  const { thread, live, lines, line, entries, welcome, arrived } = browser();
  await live();
  entries(message(1, "visitor"), message(2, "assistant"));
  entries(message(4, "assistant"));
  expect(lines).toHaveLength(2);
  welcome(4);
  expect(line().sent[0]).toMatchObject({ type: "hello", after: 2 });
  entries(message(3, "visitor"), message(4, "assistant"));
  expect(thread.model.timeline.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(arrived).toEqual([1, 2, 3, 4]);
});

test("an expired token gets a new session, and the unsent words go there", async () => {
  const { thread, live, line, clock, server, sessions, welcome, entries, said } = browser();
  await live();
  entries(message(1, "assistant"));
  thread.ask(say("one"));
  server.token = "t2";
  line().events.closed(4401);
  clock.move(1000);
  await settle();
  expect(sessions).toEqual(["", "t1"]);
  welcome(0);
  expect(thread.model.timeline.entries).toEqual([]);
  expect(said()).toEqual([{ type: "say", text: "one", id: "id1" }]);
});

test("a server that cannot be reached is asked again; one that says no is not", async () => {
  const { thread, clock, server, sessions } = browser();
  server.failure = new TypeError("Failed to fetch");
  thread.connect();
  await settle();
  expect(thread.model.link).toBe("lost");
  clock.move(1000);
  await settle();
  expect(sessions).toHaveLength(2);
  server.failure = new Problem(403, "origin_not_allowed", "No.", 0);
  clock.move(2000);
  await settle();
  clock.move(600_000);
  await settle();
  expect(thread.model.link).toBe("barred");
  expect(sessions).toHaveLength(3);
});

test("a rate limit keeps the words and sends them again when it is time", async () => {
  const { thread, live, hear, clock, said } = browser();
  await live();
  thread.ask(say("one"));
  hear({
    type: "refused",
    id: "id1",
    code: "rate_limited",
    detail: "Slow.",
    by: "",
    retry_after_ms: 1500,
  });
  expect(said()).toHaveLength(1);
  clock.move(1500);
  expect(said()).toHaveLength(2);
});

test("a draft passes by: it is shown and never stored, and a lost line ends it", async () => {
  const { thread, live, line, hear, entries, stored } = browser();
  await live();
  entries(message(1, "visitor"));
  hear({ type: "draft", conversation: "c1", answers: 1, epoch: 0, text: "Pend" });
  expect(thread.model.draft?.text).toBe("Pend");
  expect(JSON.stringify(stored())).not.toContain("Pend");
  line().events.closed(1006);
  expect(thread.model.draft).toBeNull();
});

test("an operator who stops typing, or goes quiet, is no longer shown as typing", async () => {
  const { thread, live, hear, clock } = browser();
  await live();
  const typing = { type: "typing", conversation: "c1", who: "operator", name: "Maya" };
  hear({ ...typing, on: true });
  expect(thread.model.typing).toEqual({ name: "Maya" });
  hear({ ...typing, on: false });
  expect(thread.model.typing).toBeNull();
  hear({ ...typing, on: true });
  clock.move(6000);
  expect(thread.model.typing).toBeNull();
});

test("once ended it neither stores nor sends anything more", async () => {
  const { thread, live, entries, stored, line } = browser();
  await live();
  thread.ask(say("one"));
  const before = stored();
  thread.end();
  line().events.closed(1006);
  entries(message(1, "visitor", "id1"));
  thread.ask(say("two"));
  expect(stored()).toBe(before);
});

test("a tab that has said nothing joins the conversation of another tab", async () => {
  const { thread, live, server, sessions, stored } = browser();
  await live();
  const other = browser();
  await other.live();
  other.thread.ask(say("one"));
  server.newest = 1;
  const theirs = other.stored();
  if (!theirs) throw new Error("the other tab stored nothing");
  thread.adopt({ ...theirs, token: "t9", entries: [message(1, "visitor")] });
  await settle();
  expect(sessions.at(-1)).toBe("t9");
  expect(stored()).not.toBeNull();
});

test("what was said before the kept tail comes back on demand, and is no news", async () => {
  const first = browser();
  await first.live();
  first.entries(message(1, "visitor"), message(2, "assistant"), message(3, "visitor"));
  const kept = first.stored();
  if (!kept) throw new Error("nothing was stored");
  const { thread, live, server, lines, line, welcome, entries, arrived } = browser({
    ...kept,
    entries: [message(3, "visitor")],
    seen: 3,
  });
  server.newest = 3;
  await live();
  thread.earlier();
  expect(lines).toHaveLength(2);
  welcome(3);
  expect(line().sent[0]).toMatchObject({ after: 0 });
  entries(message(1, "visitor"), message(2, "assistant"), message(3, "visitor"));
  expect(thread.model.timeline.entries).toHaveLength(3);
  expect(arrived).toEqual([]);
});

test("the place in line comes live, stays while one waits, and goes with the wait", async () => {
  const { thread, live, hear } = browser();
  await live();
  const state: VisitorState = { ...OPEN, status: "waiting", floor: "human" };
  const line = { type: "line", conversation: "c1", place: 2, low_ms: 60_000, high_ms: 240_000 };
  hear({ ...line });
  expect(thread.model.line).toMatchObject({ place: 2, high_ms: 240_000 });
  hear({ type: "entries", conversation: "c1", entries: [message(1, "visitor")], state });
  expect(thread.model.line?.place).toBe(2);
  hear({ type: "entries", conversation: "c1", entries: [message(2, "assistant")], state: OPEN });
  expect(thread.model.line).toBeUndefined();
});
