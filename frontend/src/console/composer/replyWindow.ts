/** Until when a channel takes replies, in words, before somebody writes one. Pure. */

import type { Row } from "../../protocol/frames";
import { clock, full, sameDay, spoken } from "../time/format";
import { channel } from "../ui/labels";

const SOON_MS = 2 * 3_600_000;

export interface ReplyWindow {
  readonly state: "open" | "closing" | "within" | "instead" | "shut";
  // closing: within two hours; within: what is written goes as a part of an approved message;
  // instead: such a message goes in its place; shut: what is written would not arrive
  readonly words: string;
}

const moment = (at: number, now: number): string => (sameDay(at, now) ? clock(at) : full(at));

function before(kind: string, until: number, now: number): ReplyWindow {
  if (until - now >= SOON_MS)
    return { state: "open", words: `${kind} takes replies until ${moment(until, now)}.` };
  const words = `The reply window of ${kind} closes in ${spoken(until - now)}.`;
  return { state: "closing", words };
}

function after(row: Row, kind: string, now: number): ReplyWindow {
  const shut = `The reply window of ${kind} shut at ${moment(row.window_until, now)}`;
  const waits = `It opens again as soon as ${row.name} writes.`;
  const template = row.window_template;
  if (template && row.window_carries) {
    const within = `what you write goes out within the approved message “${template}”,`;
    const how = `as one paragraph of at most ${row.window_carries} characters and without files.`;
    return { state: "within", words: `${shut}: ${within} ${how} ${waits}` };
  }
  if (template) {
    const instead = `in place of what you write, the approved message “${template}” goes out.`;
    return { state: "instead", words: `${shut}: ${instead} ${waits}` };
  }
  const mail = row.email ? `, or write to ${row.email}` : "";
  const note = `Until then you can leave a note${mail}.`;
  return { state: "shut", words: `${shut}: what you write would not arrive. ${waits} ${note}` };
}

/** Null: the channel takes replies for ever. */
export function replyWindow(row: Row, now: number): ReplyWindow | null {
  if (!row.window_until) return null;
  const kind = channel(row.channel);
  return now < row.window_until ? before(kind, row.window_until, now) : after(row, kind, now);
}
