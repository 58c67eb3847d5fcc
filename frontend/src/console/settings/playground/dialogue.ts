/** A dialogue as it is typed or pasted: who says what, line by line. Pure. */

import type { Turn } from "../../api/brain";

export interface Line extends Turn {
  readonly key: string; // stays while the line is edited and moved
}

const ROLES: Readonly<Record<string, Turn["role"]>> = {
  visitor: "visitor",
  user: "visitor",
  customer: "visitor",
  assistant: "assistant",
  bot: "assistant",
  ai: "assistant",
  person: "person",
  operator: "person",
  agent: "person",
  human: "person",
};

const LABELLED = /^\s*([A-Za-z]+)\s*(?:\(\s*([01](?:\.\d+)?)\s*\))?\s*:\s*(.*)$/;

/**
 * The turns of a pasted text. "Visitor: …", "Assistant (0.4): …" begin a turn; what begins with
 * nobody's name goes on where the line before stopped, and a text without any names is one message.
 */
export function parse(text: string): readonly Turn[] {
  const turns: Turn[] = [];
  for (const line of text.split("\n")) {
    const match = LABELLED.exec(line);
    const role = match ? ROLES[match[1]?.toLowerCase() ?? ""] : undefined;
    const last = turns.at(-1);
    if (match && role) {
      const sure = match[2] === undefined ? {} : { confidence: Number(match[2]) };
      turns.push({ role, text: match[3] ?? "", ...sure });
    } else if (last) turns[turns.length - 1] = { ...last, text: `${last.text}\n${line}`.trim() };
    else if (line.trim()) turns.push({ role: "visitor", text: line });
  }
  return turns.map((turn) => ({ ...turn, text: turn.text.trim() }));
}

/** Whether a pasted text is a dialogue of its own, and not words for one line. */
export const isDialogue = (text: string): boolean => parse(text).length > 1;

/** The turns that are sent: nothing empty, and confidence only of the assistant. */
export const sent = (lines: readonly Line[]): readonly Turn[] =>
  lines
    .filter(({ text }) => text.trim())
    .map(({ role, text, confidence }) =>
      role === "assistant" && confidence != null ? { role, text, confidence } : { role, text },
    );

/** "plan: gold" by line, as attributes of the visitor. */
export const attributes = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split("\n")
      .map((line) => line.split(/[:=](.*)/s))
      .filter(([name, value]) => name?.trim() && value?.trim())
      .map(([name, value]) => [name?.trim() ?? "", value?.trim() ?? ""]),
  );
