/**
 * Requests made here and not yet seen in the log. Pure.
 *
 * One request is on the wire at a time, so that the server gets them in the order in which they
 * were written, over lost connections and rate limits too. An id is sent again until it is
 * answered; the server gives the same id no second effect.
 */

export type Progress =
  | { readonly state: "waiting" } // not sent, or sent into a connection that is gone
  | { readonly state: "sent" } // on the wire, no answer yet
  | { readonly state: "acked"; readonly seq: number } // durable; its entry has not come yet
  | { readonly state: "held"; readonly until: number } // to be sent again then (ms since 1970)
  | { readonly state: "refused"; readonly code: string; readonly detail: string };

export interface Unsent<R> {
  readonly id: string;
  readonly at: number; // ms since 1970
  readonly request: R;
  readonly progress: Progress;
}

export type Outbox<R> = readonly Unsent<R>[];

/** The part of a `refused` frame that matters here. */
export interface Refusal {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly retry_after_ms: number;
}

const WAITING: Progress = { state: "waiting" };

export function put<R>(outbox: Outbox<R>, id: string, request: R, at: number): Outbox<R> {
  return [...outbox, { id, at, request, progress: WAITING }];
}

/** The request to send now: the oldest unanswered one, unless it is on its way or held back. */
export function due<R>(outbox: Outbox<R>, now: number): Unsent<R> | null {
  const head = outbox.find(
    ({ progress }) => progress.state !== "acked" && progress.state !== "refused",
  );
  if (!head || head.progress.state === "sent") return null;
  if (head.progress.state === "held" && head.progress.until > now) return null;
  return head;
}

/** When a held request comes due (ms since 1970); 0: none is held. */
export function heldUntil<R>(outbox: Outbox<R>): number {
  for (const { progress } of outbox) if (progress.state === "held") return progress.until;
  return 0;
}

export function sent<R>(outbox: Outbox<R>, id: string): Outbox<R> {
  return progressed(outbox, id, { state: "sent" });
}

/** The connection is gone: what was on the wire is to be sent again, with the same id. */
export function interrupted<R>(outbox: Outbox<R>): Outbox<R> {
  if (!outbox.some(({ progress }) => progress.state === "sent")) return outbox;
  return outbox.map((item) =>
    item.progress.state === "sent" ? { ...item, progress: WAITING } : item,
  );
}

/** Durable as entry `seq`; it stays, shown as sent, until that entry is here. 0: made no entry. */
export function acked<R>(outbox: Outbox<R>, id: string, seq: number, lastSeq: number): Outbox<R> {
  if (seq <= lastSeq) return without(outbox, id);
  return progressed(outbox, id, { state: "acked", seq });
}

/** A refusal that says when to try again holds the request back; any other ends it. */
export function refused<R>(outbox: Outbox<R>, refusal: Refusal, now: number): Outbox<R> {
  const { id, code, detail, retry_after_ms } = refusal;
  return progressed(
    outbox,
    id,
    retry_after_ms > 0
      ? { state: "held", until: now + retry_after_ms }
      : { state: "refused", code, detail },
  );
}

/** Try a refused request again, as a new one at the end of the line. */
export function retried<R>(outbox: Outbox<R>, id: string, newId: string, now: number): Outbox<R> {
  const item = outbox.find((other) => other.id === id);
  return item ? put(without(outbox, id), newId, item.request, now) : outbox;
}

export function without<R>(outbox: Outbox<R>, id: string): Outbox<R> {
  return outbox.some((item) => item.id === id) ? outbox.filter((item) => item.id !== id) : outbox;
}

/** Drop what the log now shows: entries that carry its id, or reach the number it was acked with. */
export function settled<R>(
  outbox: Outbox<R>,
  entries: readonly { readonly seq: number; readonly draft?: string }[],
): Outbox<R> {
  const echoed = new Set(entries.map(({ draft }) => draft));
  const last = entries.at(-1)?.seq ?? 0;
  const open = ({ id, progress }: Unsent<R>) =>
    !echoed.has(id) && !(progress.state === "acked" && progress.seq <= last);
  return outbox.every(open) ? outbox : outbox.filter(open);
}

/** What must survive a page load: everything that no server has promised to keep. */
export function unpromised<R>(outbox: Outbox<R>): Outbox<R> {
  return interrupted(outbox.filter(({ progress }) => progress.state !== "acked"));
}

/** The stored queue after this tab's changes: requests of other tabs stay as they are. */
export function merged<R>(
  stored: Outbox<R>,
  own: Outbox<R>,
  known: ReadonlySet<string>,
): Outbox<R> {
  return [...stored.filter(({ id }) => !known.has(id)), ...unpromised(own)];
}

function progressed<R>(outbox: Outbox<R>, id: string, progress: Progress): Outbox<R> {
  return outbox.map((item) => (item.id === id ? { ...item, progress } : item));
}
