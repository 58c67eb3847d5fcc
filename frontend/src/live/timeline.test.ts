import { expect, test } from "vitest";
import { absorb, lastSeq, newest, nothing, type Timeline } from "./timeline";

interface Entry {
  readonly seq: number;
  readonly text: string;
}

const log: Entry[] = Array.from({ length: 40 }, (_, at) => ({
  seq: at + 1,
  text: `entry ${at + 1}`,
}));

/** Numbers in 0..1 that are the same on every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The log cut into pieces, some of them twice, in any order. */
function pieces(random: () => number): Entry[][] {
  const cut: Entry[][] = [];
  for (let from = 0; from < log.length; ) {
    const to = from + 1 + Math.floor(random() * 6);
    const piece = shuffled(log.slice(from, to), random);
    cut.push(piece);
    if (random() < 0.4) cut.push([...piece, ...piece]);
    from = to;
  }
  return shuffled(cut, random);
}

/** What a browser does: take news in; on a gap, resume from the cursor. */
function follow(start: Timeline<Entry>, news: Entry[][]): Timeline<Entry> {
  let timeline = start;
  for (const piece of news) {
    timeline = absorb(timeline, piece) ?? timeline;
  }
  return absorb(timeline, log.slice(lastSeq(timeline))) ?? timeline;
}

test("any cutting, repeating and shuffling of the news ends in the same timeline", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = dice(seed);
    expect(follow(nothing, pieces(random)).entries, `seed ${seed}`).toEqual(log);
  }
});

test("a timeline never has a gap, whatever came", () => {
  for (let seed = 1; seed <= 100; seed++) {
    let timeline: Timeline<Entry> = nothing;
    for (const piece of pieces(dice(seed))) {
      timeline = absorb(timeline, piece) ?? timeline;
      expect(timeline.entries.map(({ seq }) => seq)).toEqual(
        timeline.entries.map((_, index) => index + 1),
      );
    }
  }
});

test("a gap is told, and nothing is taken in", () => {
  const timeline = { entries: log.slice(0, 3) };
  expect(absorb(timeline, log.slice(4, 6))).toBeNull();
});

test("news that bring nothing new leave the very same timeline", () => {
  const timeline = { entries: log.slice(0, 3) };
  expect(absorb(timeline, log.slice(1, 3))).toBe(timeline);
});

test("a kept tail goes on where it was cut", () => {
  const tail = newest({ entries: log.slice(0, 30) }, 5);
  expect(tail.entries.map(({ seq }) => seq)).toEqual([26, 27, 28, 29, 30]);
  expect(absorb(tail, log)?.entries.at(-1)?.seq).toBe(40);
});
