/** What was written here and is not yet in the log: queued, sent, asked about, failed. Pure. */

import type { OperatorClientFrame, RefusedFrame } from "../../protocol/frames";
import type { Entry, Sending } from "./state";

type Outbox = readonly Sending[];

const WAIT_AND_TRY = new Set(["rate_limited", "unavailable"]);

const change = (outbox: Outbox, id: string, patch: Partial<Sending>): Outbox =>
  outbox.map((sending) => (sending.id === id ? { ...sending, ...patch } : sending));

/** What has come back in the log leaves the outbox. */
export function echoed(outbox: Outbox, entries: readonly Entry[]): Outbox {
  const drafts = new Set(entries.map((entry) => (entry.kind === "event" ? "" : entry.draft)));
  const left = outbox.filter(({ id }) => !drafts.has(id));
  return left.length === outbox.length ? outbox : left;
}

export const acknowledged = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, { stage: "stored" });

export function refused(outbox: Outbox, frame: RefusedFrame, now: number): Outbox {
  const { id, code, detail, by, seq } = frame;
  if (WAIT_AND_TRY.has(code))
    return change(outbox, id, { stage: "queued", notBefore: now + (frame.retry_after_ms || 2000) });
  if (code === "already_taken") return change(outbox, id, { stage: "asking", by, reply: 0 });
  if (code === "colleague_spoke") return change(outbox, id, { stage: "asking", by, reply: seq });
  return change(outbox, id, { stage: "failed", why: detail });
}

/** After a lost connection nobody knows what arrived: send all again, under the same ids. */
export const reconnected = (outbox: Outbox): Outbox =>
  outbox.map((one) => (one.stage === "sent" ? { ...one, stage: "queued" } : one));

export const due = (outbox: Outbox, now: number): Outbox =>
  outbox.filter((one) => one.stage === "queued" && one.notBefore <= now);

export const sent = (outbox: Outbox, id: string): Outbox => change(outbox, id, { stage: "sent" });

/** Try a refused one again: nothing of it was recorded, so it travels under a new id. */
export const again = (outbox: Outbox, id: string, fresh: string, alongside: boolean): Outbox =>
  change(outbox, id, {
    id: fresh,
    stage: "queued",
    alongside,
    why: "",
    by: "",
    reply: 0,
    notBefore: 0,
  });

export const dropped = (outbox: Outbox, id: string): Outbox =>
  outbox.filter((one) => one.id !== id);

export function frameOf(sending: Sending): OperatorClientFrame {
  const { id, conversation, text, kind, alongside, seen, files = [] } = sending;
  if (kind === "note") return { type: "note", id, conversation, text };
  const ids = files.map((file) => file.id);
  return {
    ...{ type: "reply", id, conversation, text, alongside, seen },
    ...(ids.length && { files: ids }),
  };
}
