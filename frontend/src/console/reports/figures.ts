/** The figures on the screen: their names, what they count, and which way is better. Pure. */

import type { Unit } from "../charts/scale";

export interface FigureWords {
  readonly label: string;
  readonly unit: Unit;
  readonly better: "up" | "down" | "neither";
  readonly hint: string; // its definition, in a sentence
}

const line = (
  label: string,
  unit: Unit,
  better: FigureWords["better"],
  hint: string,
): FigureWords => ({ label, unit, better, hint });

export const FIGURES: Readonly<Record<string, FigureWords>> = {
  conversations: line("Conversations", "count", "neither", "Opened or opened again."),
  handoff_rate: line(
    "Handed to a person",
    "share",
    "neither",
    "Of conversations in which a visitor wrote: those with a request for a person.",
  ),
  containment: line(
    "With the assistant alone",
    "share",
    "neither",
    "Of conversations in which a visitor wrote: no request for a person, and no person wrote.",
  ),
  resolved_by_assistant: line(
    "Resolved by the assistant",
    "share",
    "up",
    "With the assistant alone, and resolved; whether confirmed or assumed is told apart.",
  ),
  resolved_confirmed: line(
    "Resolved, confirmed",
    "share",
    "up",
    "Of the resolved: an operator resolved it, or the visitor's last word was that it helped.",
  ),
  resolved_assumed: line(
    "Resolved, assumed",
    "share",
    "neither",
    "Of the resolved: closed after silence. Nobody said that it helped.",
  ),
  resolution_time: line("Time to resolve", "ms", "down", "From the opening to the end; median."),
  missed: line(
    "Missed",
    "share",
    "down",
    "Of visitors who asked for a person or were upset: nobody wrote to them.",
  ),
  handoffs: line("Handoffs", "count", "neither", "Requests for a person."),
  waiting_time: line(
    "Time to a person",
    "ms",
    "down",
    "From the request until somebody took it up; median. What went to mail is not counted.",
  ),
  first_reply_time: line(
    "Time to the first reply",
    "ms",
    "down",
    "From the request until a person's first words; median.",
  ),
  taken_up: line("Taken up", "share", "up", "Of requests: somebody took them up."),
  fell_back: line("Offered another way", "share", "down", "Of requests: no person could come."),
  abandoned: line(
    "Left while waiting",
    "share",
    "down",
    "Of requests: taken back before anybody came.",
  ),
  needless: line(
    "Needless handoffs",
    "share",
    "down",
    "Of those somebody looked into: said to be needless, or given back without a word.",
  ),
  bounced: line("Came back", "share", "down", "Of those given back: handed off again soon after."),
  replies: line("Replies", "count", "neither", "Messages of operators."),
  reply_time: line(
    "Time to reply",
    "ms",
    "down",
    "Since the oldest words without an answer; median.",
  ),
  held: line("Conversations held", "count", "neither", "By an operator, each stretch once."),
  handling_time: line(
    "Time held",
    "ms",
    "neither",
    "From taking a conversation to giving it on; median.",
  ),
  satisfaction: line(
    "Satisfaction",
    "share",
    "up",
    "Of visitors' verdicts on answers: those that say it helped.",
  ),
  answers_right: line(
    "Answers right",
    "share",
    "up",
    "Of operators' verdicts on answers: those that say it was right.",
  ),
  kept: line("Service level kept", "share", "up", "Of all countdowns: those that ended in time."),
};

const spaced = (name: string): string => {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const wordsOf = (name: string): FigureWords =>
  FIGURES[name] ?? { label: spaced(name), unit: "share", better: "neither", hint: "" };
