/** A conversation on paper with flows that are being written. Pure. */

import type { Flow, FlowTurn, Trial } from "../../api/brain";

/** What the visitor has said, or the button they pressed. */
export interface Said {
  readonly text: string;
  readonly choice: string;
}

export interface Bubble {
  readonly key: string;
  readonly who: "visitor" | "assistant" | "house";
  readonly text: string;
}

const ENDS: Readonly<Record<string, string>> = {
  answered: "The flow ends with an answer.",
  unanswered: "The flow ends without an answer; the policy's rule “flow_ended” fires.",
  left: "The visitor left the flow.",
};

/** What is to be known about a turn besides what is said. */
export function notes(turn: FlowTurn): readonly string[] {
  return [
    turn.looked_up ? `Asked of the knowledge base: ${turn.looked_up}` : "",
    turn.asks_person
      ? "The visitor asks for a person: the policy decides before any flow does."
      : "",
    turn.handoff
      ? `A person is fetched: ${turn.handoff}${turn.team ? `, team ${turn.team}` : ""}`
      : "",
    turn.handoff ? "" : (ENDS[turn.ended] ?? ""),
    !turn.flow && !turn.ended && turn.says.length === 0 && !turn.asks_person
      ? "No flow begins with this; the assistant would answer."
      : "",
  ].filter(Boolean);
}

/** The log of the trial, oldest first. */
export function bubbles({ opening, turns }: Trial): readonly Bubble[] {
  const first = opening ? [{ key: "opening", who: "assistant", text: opening.text } as const] : [];
  const rest = turns.flatMap((turn, at): Bubble[] => [
    { key: `${at} said`, who: "visitor", text: turn.said },
    ...turn.says.map((text, i): Bubble => ({ key: `${at} ${i}`, who: "assistant", text })),
    ...notes(turn).map((text, i): Bubble => ({ key: `${at} note ${i}`, who: "house", text })),
  ]);
  return [...first, ...rest];
}

/** The buttons that can be pressed now. */
export function choices(trial: Trial): readonly Said[] {
  const last = trial.turns.at(-1);
  if (!last) return (trial.opening?.labels ?? []).map((text) => ({ text, choice: "" }));
  return last.buttons.map(({ id, label }) => ({ text: label, choice: id }));
}

/** Everything collected so far. */
export const collected = ({ turns }: Trial): Readonly<Record<string, string>> =>
  Object.assign({}, ...turns.flatMap(({ fields, attributes }) => [fields, attributes]));

/** The steps the conversation went through, by flow. */
export const passed = ({ turns }: Trial): ReadonlySet<string> =>
  new Set(turns.flatMap((turn) => turn.passed));

/** How a flow begins, in a sentence. */
export function begins({ opening, words, topics }: Flow): string {
  const ways = [
    opening ? "opens every conversation" : "",
    words.length > 0
      ? `begins with “${words.slice(0, 3).join("”, “")}”${words.length > 3 ? " …" : ""}`
      : "",
    topics.length > 0 ? `begins with the topic ${topics.join(", ")}` : "",
  ].filter(Boolean);
  return ways.join("; ") || "is begun by other flows only";
}
