/** Scores as bars, rules as lists, words as places in a text. Pure. */

import type { Decision, Signal, Verdict } from "../api/brain";

/** Where on a bar a score stands, 0 to 1; a mood of -1 to 1 is measured by how bad it is. */
export function share(name: string, score: number): number {
  const shown = name === "sentiment" ? Math.max(0, -score) : score;
  return Math.min(1, Math.max(0, shown));
}

/** The decision that fetched the person: the last one before the handoff's own entry. */
export const decisionOf = (all: readonly Decision[], handoff: number): Decision | undefined =>
  all.findLast(({ seq, action }) => action === "handoff" && seq < handoff);

export const fired = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter((one) => one.fired);

export const silent = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter((one) => !one.fired);

/** Signals worth a line: each name and value once, the strongest of them, strongest first. */
export function strongest(signals: readonly Signal[]): readonly Signal[] {
  const best = new Map<string, Signal>();
  for (const one of signals) {
    const key = `${one.name} ${one.value}`;
    const kept = best.get(key);
    if (!kept || Math.abs(one.score) > Math.abs(kept.score)) best.set(key, one);
  }
  return [...best.values()].sort((a, b) => share(b.name, b.score) - share(a.name, a.score));
}

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** The text cut at the words that caused something; those that do not occur mark nothing. */
export function pieces(text: string, marks: readonly string[]): readonly Piece[] {
  const lower = text.toLocaleLowerCase();
  if (lower.length !== text.length) return [{ text, marked: false }]; // places would not agree
  const inside = new Array<boolean>(text.length).fill(false);
  for (const mark of marks.filter((one) => one.trim()))
    for (let at = lower.indexOf(mark.toLocaleLowerCase()); at >= 0; ) {
      inside.fill(true, at, at + mark.length);
      at = lower.indexOf(mark.toLocaleLowerCase(), at + mark.length);
    }
  const cut: { text: string; marked: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const marked = inside[at] ?? false;
    const last = cut.at(-1);
    if (last && last.marked === marked) last.text += text[at];
    else cut.push({ text: text[at] ?? "", marked });
  }
  return cut;
}

/** By entry, the words that fetched a person or had one offered. */
export function causes(all: readonly Decision[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  for (const { seq, action, author, rule, verdicts } of all) {
    if (action === "none" || author !== "visitor") continue;
    const words = verdicts.filter((one) => one.rule === rule && one.words).map((one) => one.words);
    if (words.length > 0) found.set(seq, words);
  }
  return found;
}

/** "0.31 below 0.50", or what was seen where nothing was held against it. */
export function measured({ score, threshold }: Pick<Verdict, "score" | "threshold">): string {
  if (score === null) return "not seen";
  return threshold === null ? score.toFixed(2) : `${score.toFixed(2)} of ${threshold.toFixed(2)}`;
}
