/** The words on screen for what the server names in code. */

import type { Row } from "../../protocol/frames";
import type { ListName } from "../live/state";

export const LISTS: Readonly<Record<ListName, string>> = {
  waiting: "Waiting for a person",
  mine: "Mine",
  assistant: "With the assistant",
  open: "All open",
  resolved: "Resolved",
};

const TRIGGERS: Readonly<Record<string, string>> = {
  explicit_request: "Asked for a person",
  sensitive_topic: "Sensitive topic",
  assistant_asks: "The assistant asked",
  low_confidence: "Low confidence",
  assistant_fails: "The assistant failed",
  repeated_failure: "Answers did not help",
  sentiment: "Upset visitor",
  complexity: "Complex question",
  turn_count: "Long conversation",
  flow_ended: "A flow ended without an answer",
  condition: "A condition holds",
  described: "A described situation",
  button: "Asked for a person",
  again: "Asked for a person again",
  form: "Left a message",
  transferred: "Handed on by a colleague",
  released: "Waits again",
  sticky: "Came back soon after",
  flow: "A flow asked for a person",
};

const spaced = (code: string): string => {
  const text = code.replace(/[_-]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const trigger = (code: string): string => TRIGGERS[code] ?? spaced(code);
export const topic = spaced;

/** The steps that operators choose from; rules may set any number between them. */
export const PRIORITIES = [
  { label: "Urgent", priority: 20, hint: "before everybody else" },
  { label: "High", priority: 10, hint: "before the usual" },
  { label: "Usual", priority: 0, hint: "by what is due, then by who came first" },
  { label: "Low", priority: -10, hint: "when nobody else waits" },
] as const;

export const priorityWord = (priority: number): string =>
  PRIORITIES.find((one) => one.priority === priority)?.label ?? String(priority);

const SIGNALS: Readonly<Record<string, string>> = {
  explicit_request: "Asks for a person",
  sentiment: "Mood",
  repetition: "Asks the same again",
  dissatisfied: "Says it did not help",
  complexity: "Complexity",
  confidence: "Confidence of the answer",
  accepts_offer: "Accepts the offer",
  declines_offer: "Declines the offer",
};

export const signal = (code: string): string => SIGNALS[code] ?? spaced(code);

const OUTCOMES = {
  handoff: "Fetches a person",
  offer: "Offers a person",
  none: "Goes on",
} as const;
export const outcome = (action: keyof typeof OUTCOMES): string => OUTCOMES[action];

export type Holder = "wait" | "human" | "bot" | "done";

export function holder(row: Row): Holder {
  switch (row.status) {
    case "waiting":
      return "wait";
    case "active":
      return "human";
    case "open":
      return "bot";
    case "resolved":
      return "done";
  }
}

export function holderWords(row: Row, me: string): string {
  switch (row.status) {
    case "waiting":
      return "Waiting";
    case "active":
      return row.operator === me ? "You" : row.operator_name || "A colleague";
    case "open":
      return "Assistant";
    case "resolved":
      return "Resolved";
  }
}

export const offeredWords = ({ assigned, assigned_name }: Row, me: string): string =>
  assigned === me ? "Offered to you" : `Offered to ${assigned_name || "a colleague"}`;

export interface Mood {
  readonly word: "Good" | "Calm" | "Upset" | "Angry";
  readonly bad: boolean;
}

export function mood(score: number): Mood {
  if (score <= -0.65) return { word: "Angry", bad: true };
  if (score <= -0.3) return { word: "Upset", bad: true };
  return { word: score >= 0.3 ? "Good" : "Calm", bad: false };
}

const CHANNELS: Readonly<Record<string, string>> = {
  web: "Website",
  email: "Email",
  sms: "SMS",
  whatsapp: "WhatsApp",
};
export const channel = (code: string): string => CHANNELS[code] ?? spaced(code);

export function language(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(code) ?? code;
  } catch {
    return code; // not a well-formed tag
  }
}

const FALLBACKS: Readonly<Record<string, string>> = {
  closed: "the team was closed",
  nobody_online: "nobody was online",
  queue_full: "the line was full",
  deadline: "nobody took it in time",
  switched_off: "handing off is switched off",
  asked_for_mail: "the visitor asked for an answer by email",
};
export const fallback = (code: string): string => FALLBACKS[code] ?? "nobody could come";
