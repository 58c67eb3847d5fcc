import { describe, expect, test } from "vitest";
import type { OperatorServerFrame, ThreadFrame } from "../../protocol/frames";
import { message, row, sending, update } from "./fixtures";
import { listed, paged, reduce } from "./reduce";
import { rowsOf, unread } from "./rows";
import { empty, type State } from "./state";
import { stands } from "./thread";

const play = (frames: readonly OperatorServerFrame[], from: State = empty): State =>
  frames.reduce((state, frame) => reduce(state, frame, 0), from);

const thread = (seqs: readonly number[], patch: Partial<ThreadFrame> = {}): ThreadFrame => ({
  type: "thread",
  conversation: "c1",
  row: row({ seq: seqs.at(-1) ?? 0 }),
  entries: seqs.map((seq) => message(seq)),
  first: seqs[0] ?? 1,
  deliveries: {},
  ...patch,
});

const seqs = (state: State): readonly number[] | undefined =>
  state.threads.c1?.entries.map(({ seq }) => seq);

describe("a thread", () => {
  test("takes in each entry once, however often it comes", () => {
    const news = update([message(3)]);
    expect(seqs(play([thread([1, 2]), news, news, update([message(2)])]))).toEqual([1, 2, 3]);
  });

  test("asks to be watched again when entries are missing, and shows none out of order", () => {
    const state = play([thread([1, 2]), update([message(4)])]);
    expect(state.gaps).toEqual(["c1"]);
    expect(seqs(state)).toEqual([1, 2]);
    const mended = play([thread([3, 4])], state);
    expect(seqs(mended)).toEqual([1, 2, 3, 4]);
    expect(mended.gaps).toEqual([]);
  });

  test("notices from the row alone that entries are missing", () => {
    expect(play([thread([1]), update([], { seq: 2 })]).gaps).toEqual(["c1"]);
  });

  test("is the same picture whether entries came live, by watching, or both", () => {
    const live = play([thread([1]), update([message(2)]), update([message(3)])]);
    const watched = play([thread([1, 2, 3])]);
    const both = play([thread([1]), update([message(2)]), thread([2, 3]), update([message(3)])]);
    expect(seqs(live)).toEqual(seqs(watched));
    expect(seqs(both)).toEqual(seqs(watched));
  });

  test("starts anew when the answer does not join what is known", () => {
    const state = play([thread([1, 2]), thread([90, 91])]);
    expect(seqs(state)).toEqual([90, 91]);
    expect(state.threads.c1?.first).toBe(90);
  });

  test("puts older pages in front and knows when the beginning is reached", () => {
    const older = paged(play([thread([5, 6])]), "c1", [message(3), message(4), message(5)], 3);
    expect(seqs(older)).toEqual([3, 4, 5, 6]);
    expect(older.threads.c1?.first).toBe(3);
    expect(paged(older, "c1", [], 1).threads.c1?.first).toBe(1);
  });
});

describe("a row", () => {
  test("is not set back by an older update that arrives late", () => {
    const state = play([update([message(5)], { status: "waiting" }), update([message(4)])]);
    expect(state.rows.c1?.status).toBe("waiting");
  });

  test("counts as unread the visitor messages that this operator has not seen", () => {
    const first = play([update([message(1)], { visitor_messages: 1 })]);
    const next = play([update([message(2)], { visitor_messages: 2 })], first);
    expect(next.rows.c1 && unread(next.rows.c1)).toBe(2);
    const seen = play([{ type: "seen", conversation: "c1", seen: 2 }], next);
    expect(seen.rows.c1 && unread(seen.rows.c1)).toBe(0);
  });

  test("of an old conversation that comes back counts only what is new", () => {
    const state = play([update([message(40)], { visitor_messages: 20 })]);
    expect(state.rows.c1 && unread(state.rows.c1)).toBe(1);
  });

  test("stays read when a slow list brings an older number", () => {
    const seen = play([thread([1]), { type: "seen", conversation: "c1", seen: 1 }]);
    expect(listed(seen, "open", [row({ seen: 0 })], 0).rows.c1?.seen).toBe(1);
  });
});

describe("a resync", () => {
  const before = listed(empty, "open", [row({ id: "old" })], 0);
  const after = play([{ type: "resync", position: 9 }], before);

  test("keeps the old rows on screen until the list is loaded again", () => {
    expect(rowsOf(after, "open").map(({ id }) => id)).toEqual(["old"]);
    const loaded = listed(after, "open", [row({ id: "new" })], 1);
    expect(rowsOf(loaded, "open").map(({ id }) => id)).toEqual(["new"]);
  });

  test("does not take in a list that was asked for before it", () => {
    expect(listed(after, "open", [row({ id: "late" })], 0)).toBe(after);
  });

  test("has the open threads watched again", () => {
    expect(play([thread([1]), { type: "resync", position: 9 }]).gaps).toEqual(["c1"]);
  });
});

describe("the waiting list", () => {
  test("has the highest priority first, then what is due first, then the longest wait", () => {
    const waiting = (id: string, priority: number, requested_at: number, due_at = 0) =>
      row({ id, status: "waiting", due_at, handoff: { ...handoff, priority, requested_at } });
    const state = listed(
      empty,
      "waiting",
      [
        waiting("b", 0, 2),
        waiting("c", 1, 9),
        waiting("a", 0, 1),
        waiting("late", 0, 8, 70),
        waiting("later", 0, 3, 90),
      ],
      0,
    );
    const order = rowsOf(state, "waiting").map(({ id }) => id);
    expect(order).toEqual(["c", "late", "later", "a", "b"]);
  });

  test("holds no drill, whoever opened one", () => {
    const state = listed(empty, "open", [row({ id: "d", status: "waiting", drill: true })], 0);
    expect(rowsOf(state, "waiting")).toEqual([]);
    expect(rowsOf(state, "open")).toEqual([]);
  });

  const handoff = {
    number: 1,
    status: "pending" as const,
    team: "support",
    priority: 0,
    trigger: "explicit_request",
    reason: "",
    requested_at: 0,
    deadline_at: 0,
    acknowledged_at: 0,
    first_reply_at: 0,
    ended_at: 0,
    fallback: "",
    ticket: "",
  };
});

describe("a draft of the assistant", () => {
  const draft = {
    type: "draft",
    conversation: "c1",
    answers: 1,
    epoch: 1,
    text: "It takes",
  } as const;

  test("stands until the assistant's message arrives", () => {
    const state = play([thread([1])]);
    expect(stands(draft, state.rows.c1, state.threads.c1)).toBe(true);
    const done = play([update([message(2, { author: "assistant" })])], state);
    expect(stands(draft, done.rows.c1, done.threads.c1)).toBe(false);
  });

  test("is void as soon as a person takes the floor", () => {
    const state = play([thread([1]), update([message(2)], { epoch: 2, floor: "human" })]);
    expect(stands(draft, state.rows.c1, state.threads.c1)).toBe(false);
  });
});

describe("something sent", () => {
  const sent = { ...empty, outbox: [sending({ stage: "sent" })] };

  test("leaves the outbox when its entry comes back, by update or by watching", () => {
    const mine = message(2, { author: "operator", draft: "d1" });
    expect(play([update([mine])], sent).outbox).toEqual([]);
    expect(play([thread([], { entries: [mine], first: 2 })], sent).outbox).toEqual([]);
  });

  test("is asked about when a colleague holds the conversation", () => {
    const frame = {
      type: "refused",
      id: "d1",
      code: "already_taken",
      detail: "",
      by: "Tom",
      seq: 0,
      retry_after_ms: 0,
    } as const;
    expect(play([frame], sent).outbox[0]).toMatchObject({
      stage: "asking",
      by: "Tom",
      text: "hello",
    });
  });
});

test("the position to resume from follows the updates and never goes back", () => {
  const at = (position: number) => ({ ...update([message(1)]), position });
  expect(play([at(5), at(9), at(7)]).position).toBe(9);
});

test("a welcome after a cut keeps the old position until what was missed is here", () => {
  const counts = { type: "counts", waiting: 0, mine: 0, assistant: 0, active: 0 } as const;
  const more = { counts, colleagues: [], now: 0, role: "operator", viewing: [] };
  const welcome = { type: "welcome", me: "me", position: 9, ...more } as const;
  expect(play([welcome]).position).toBe(9);
  expect(play([welcome], { ...empty, position: 4 }).position).toBe(4);
});

describe("what is offered to me", () => {
  const offer = (until: number, cause = "") =>
    ({ type: "offered", conversation: "c1", until, why: "is next in turn", cause }) as const;

  test("stands until the server says that it no longer is", () => {
    const state = play([offer(45_000)]);
    expect(state.offers.c1).toEqual({ until: 45_000, why: "is next in turn", handed: false });
    expect(play([offer(0, "expired")], state).offers).toEqual({});
  });

  test("says whether a colleague handed it on", () => {
    expect(play([offer(45_000, "transferred")]).offers.c1?.handed).toBe(true);
  });
});

describe("who looks at a conversation", () => {
  const tom = { id: "tom", name: "Tom", replying: false };
  const faces = (...viewers: (typeof tom)[]) =>
    ({ type: "viewing", conversation: "c1", viewers }) as const;
  const mine = { ...empty, me: "me" };

  test("is shown without me, and forgotten when nobody does any more", () => {
    const state = play([faces(tom, { ...tom, id: "me" })], mine);
    expect(state.viewing.c1).toEqual([tom]);
    expect(play([faces()], state).viewing).toEqual({});
  });

  test("types no longer once they are gone", () => {
    const typing = { type: "typing", conversation: "c1", who: "operator", name: "Tom" } as const;
    const state = play([faces({ ...tom, replying: true }), { ...typing, on: true }], mine);
    expect(state.typing.c1?.name).toBe("Tom");
    expect(play([faces(tom)], state).typing).toEqual({});
  });
});

test("of a conversation that another team has now nothing stays", () => {
  const offer = { type: "offered", conversation: "c1", until: 9, why: "", cause: "" } as const;
  const state = play([update([message(1)]), thread([1]), offer]);
  const { rows, threads, offers } = play([{ type: "gone", conversation: "c1" }], state);
  expect([rows, threads, offers]).toEqual([{}, {}, {}]);
});
