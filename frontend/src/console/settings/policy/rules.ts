/** Editing an ordered list of rules. Pure. */

import type { PolicyRule, PolicyTopic } from "../../api/types";
import { topic, trigger } from "../../ui/labels";
import { parse, told } from "./condition";

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
  "flow_ended",
  "described",
  "condition",
] as const;

/** Triggers that look at a score, and those that count; the form shows a field only where it is read. */
const SCORED: ReadonlySet<string> = new Set([
  "explicit_request",
  "sensitive_topic",
  "low_confidence",
  "repeated_failure",
  "sentiment",
  "complexity",
  "described",
]);
const UNCOUNTED: ReadonlySet<string> = new Set([
  "sensitive_topic",
  "assistant_asks",
  "complexity",
  "flow_ended",
  "described",
  "condition",
]);

/** The topics that Warmline knows by itself; an owner may add more. */
export const TOPICS = [
  "account_security",
  "billing",
  "cancellation",
  "complaint",
  "legal",
  "refund",
] as const;

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
  const trigger = free ?? "described";
  const taken = new Set(rules.map(({ id }) => id));
  const base = trigger.replaceAll("_", "-");
  let id: string = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  const key = `new ${rules.length} ${id}`;
  return [...rules, { id, key, trigger, action: "handoff", threshold: 0.5, times: 1 }];
}

/** Each rule with a key of its own that stays while its id is typed. */
export const keyed = (rules: Rules): Rules =>
  rules.map((rule, at) => ({ ...rule, key: `rule ${at} ${rule.id}` }));

export const keyOf = (rule: PolicyRule): string => String(rule.key ?? rule.id);

/** What a folded rule says of itself. */
export function summary(rule: PolicyRule): string {
  const condition = rule.when == null ? null : parse(rule.when);
  return [
    trigger(rule.trigger),
    rule.trigger === "described" && rule.description ? `“${rule.description}”` : "",
    rule.topics?.length ? rule.topics.map(topic).join(", ") : "",
    rule.amount == null ? "" : `above ${rule.amount}`,
    readsScore(rule.trigger)
      ? `${BELOW.has(rule.trigger) ? "below" : "from"} ${rule.threshold ?? 0.5}`
      : "",
    readsTimes(rule.trigger) && (rule.times ?? 1) > 1
      ? `${rule.times} ${COUNTS[rule.trigger] ?? "times"}`
      : "",
    condition ? `when ${told(condition)}` : "",
    rule.team ? `to ${rule.team}` : "",
    rule.priority ? `priority ${rule.priority}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

const BELOW: ReadonlySet<string> = new Set(["low_confidence"]);

/** The items of a list typed with commas; the last may be empty while it is being typed. */
export function listed(text: string): readonly string[] {
  if (text.trim() === "") return [];
  return text.split(",").map((item) => item.trimStart());
}

/** Fields that are lists, typed line by line or with commas. */
const LISTS = ["topics", "examples", "not_examples"] as const;

/** The rules as they are sent: no half-typed items, nothing that is empty. */
export const tidied = (rules: Rules): Rules =>
  rules.map(({ key: _, ...rule }) => {
    const found = Object.entries(rule).filter(([, value]) => value != null && value !== "");
    const tidy: PolicyRule = { ...Object.fromEntries(found), id: rule.id, trigger: rule.trigger };
    const lists = LISTS.filter((name) => tidy[name]).map((name) => [name, cleaned(tidy[name])]);
    return { ...tidy, ...Object.fromEntries(lists) };
  });

const cleaned = (items: readonly string[] | undefined): readonly string[] =>
  (items ?? []).map((item) => item.trim()).filter(Boolean);

const TOPIC_LISTS = ["keywords", "not_keywords", "examples"] as const;

export const tidiedTopics = (topics: readonly PolicyTopic[]): readonly PolicyTopic[] =>
  topics.map((one) => ({
    ...one,
    ...Object.fromEntries(TOPIC_LISTS.map((name) => [name, cleaned(one[name])])),
  }));

/** The number typed, or ``otherwise`` while the field holds none. */
export function numeric(text: string, otherwise: number): number {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? otherwise : value;
}
