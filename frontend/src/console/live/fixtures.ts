/** Made-up frames for the tests of the living inbox. */

import type { OperatorEvent, OperatorMessage, SeenRow, Update } from "../../protocol/frames";
import type { Entry, Sending } from "./state";

export const message = (seq: number, patch: Partial<OperatorMessage> = {}): OperatorMessage => ({
  kind: "message",
  seq,
  at: seq * 1000,
  author: "visitor",
  operator: "",
  name: "",
  text: `message ${seq}`,
  draft: "",
  answers: 0,
  signals: [],
  confidence: null,
  signs: {},
  abstained: false,
  answer: false,
  sources: [],
  buttons: [],
  form: "",
  ...patch,
});

export const event = (seq: number, patch: Partial<OperatorEvent> = {}): OperatorEvent => ({
  kind: "event",
  seq,
  at: seq * 1000,
  event: "opened",
  by: "",
  name: "",
  why: null,
  also: [],
  cause: "",
  fields: {},
  attributes: {},
  verified: false,
  answer: 0,
  right: false,
  ticket: "",
  email: "",
  contact_name: "",
  message: "",
  place: 0,
  wait_ms: 0,
  ...patch,
});

export const row = (patch: Partial<SeenRow> = {}): SeenRow => ({
  id: "c1",
  name: "Amara",
  email: "",
  channel: "web",
  assistant: "shop",
  language: "en",
  page: "",
  status: "open",
  floor: "assistant",
  epoch: 1,
  operator: "",
  operator_name: "",
  handoff: null,
  seq: 1,
  updated_at: (patch.seq ?? 1) * 1000,
  preview: "",
  preview_author: "visitor",
  visitor_messages: 1,
  owed: false,
  mood: null,
  attributes: {},
  verified: [],
  seen: 0,
  ...patch,
});

/** An update whose row stands at its newest entry, as the server sends it. */
export const update = (entries: readonly Entry[], patch: Partial<SeenRow> = {}): Update => {
  const { seen: _, ...plain } = row({ seq: entries.at(-1)?.seq ?? 1, ...patch });
  return { type: "update", position: 0, row: plain, entries };
};

export const sending = (patch: Partial<Sending> = {}): Sending => ({
  id: "d1",
  conversation: "c1",
  kind: "reply",
  text: "hello",
  alongside: false,
  at: 0,
  stage: "queued",
  why: "",
  by: "",
  notBefore: 0,
  ...patch,
});
