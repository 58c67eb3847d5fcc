/** Editing an ordered list of rules. Pure. */

import type { PolicyRule } from "../../api/types";

type Rules = readonly PolicyRule[];

export const TRIGGERS = [
  "explicit_request",
  "sensitive_topic",
  "assistant_asks",
  "low_confidence",
  "assistant_fails",
  "repeated_failure",
  "sentiment",
  "complexity",
  "turn_count",
] as const;

/** Triggers that look at a score, and those that count; the form shows a field only where it is read. */
const SCORED: ReadonlySet<string> = new Set([
  "explicit_request",
  "sensitive_topic",
  "low_confidence",
  "repeated_failure",
  "sentiment",
  "complexity",
]);
const UNCOUNTED: ReadonlySet<string> = new Set(["sensitive_topic", "assistant_asks", "complexity"]);

const known = (trigger: string): boolean => TRIGGERS.some((one) => one === trigger);

/** A trigger that this console does not know yet gets every field. */
export const readsScore = (trigger: string): boolean => SCORED.has(trigger) || !known(trigger);
export const readsTimes = (trigger: string): boolean => !UNCOUNTED.has(trigger);

/** What the times of a trigger count, in the words of a sentence. */
export const COUNTS: Readonly<Record<string, string>> = {
  explicit_request: "times asked",
  low_confidence: "answers in a row",
  assistant_fails: "failures in a row",
  repeated_failure: "times said not to help",
  sentiment: "messages",
  turn_count: "answers",
};

export const changed = (rules: Rules, at: number, patch: Partial<PolicyRule>): Rules =>
  rules.map((rule, i) => (i === at ? ({ ...rule, ...patch } as PolicyRule) : rule));

export const removed = (rules: Rules, at: number): Rules => rules.filter((_, i) => i !== at);

/** The rule at ``at`` changes places with its neighbour. */
export function moved(rules: Rules, at: number, step: 1 | -1): Rules {
  const [one, other] = [rules[at], rules[at + step]];
  if (!one || !other) return rules;
  return rules.map((rule, i) => (i === at ? other : i === at + step ? one : rule));
}

/** A rule for a trigger that has none yet, under a free id. */
export function added(rules: Rules): Rules {
  const free = TRIGGERS.find((name) => rules.every((rule) => rule.trigger !== name));
  const trigger = free ?? "explicit_request";
  const taken = new Set(rules.map(({ id }) => id));
  let id: string = trigger;
  for (let n = 2; taken.has(id); n += 1) id = `${trigger}_${n}`;
  return [...rules, { id, trigger, action: "handoff", threshold: 0.5, times: 1 }];
}

/** The items of a list typed with commas; the last may be empty while it is being typed. */
export function listed(text: string): readonly string[] {
  if (text.trim() === "") return [];
  return text.split(",").map((item) => item.trimStart());
}

/** The rules as they are sent: no half-typed topics, no empty sums. */
export const tidied = (rules: Rules): Rules =>
  rules.map(({ topics, amount, ...rule }) => ({
    ...rule,
    ...(topics ? { topics: topics.map((item) => item.trim()).filter(Boolean) } : {}),
    ...(amount == null ? {} : { amount }),
  }));

/** The number typed, or ``otherwise`` while the field holds none. */
export function numeric(text: string, otherwise: number): number {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? otherwise : value;
}
