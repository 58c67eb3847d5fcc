/** What is on screen, as values: who holds the conversation, and the lines of the log. Pure. */

import type { Unsent } from "../live/outbox";
import type { VisitorEntry, VisitorEvent, VisitorMessage, VisitorState } from "../protocol/frames";
import { isMessage } from "./model";
import { midnight } from "./phrases";
import { type Request, wordsOf } from "./requests";

/** Who holds the conversation: the colour of the strip, and the words of the header. */
export type Holder = "assistant" | "waiting" | "person" | "nobody";

export function holderOf(standing: VisitorState | null): Holder {
  switch (standing?.status) {
    case "active":
      return "person";
    case "waiting":
      if (standing.floor === "human") return "waiting";
      return standing.handoff?.ticket ? "assistant" : "nobody";
    default:
      return "assistant";
  }
}

export type Line =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "event"; readonly key: string; readonly event: VisitorEvent }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: VisitorMessage;
      readonly first: boolean; // of a run by one speaker: carries the name
      readonly last: boolean; // carries the time
    };

const RUN_MS = 5 * 60_000; // a longer silence begins a new run

/** Events that need no line of their own: words that follow them in the log say it, or it shows. */
const QUIET = /cancelled|fallback|reopened|judged|message|channel/;

/** The entries with the words that their visitor has changed since, or without those taken back. */
function asRead(entries: readonly VisitorEntry[]): readonly VisitorEntry[] {
  const changes = entries.filter((one) => one.kind === "event" && one.said);
  return (changes as VisitorEvent[]).reduce(
    (log, { said, text, event }) =>
      log.map((one) =>
        one.kind === "message" && one.seq === said
          ? { ...one, text, withdrawn: event === "message_withdrawn" }
          : one,
      ),
    entries,
  );
}

export function linesOf(entries: readonly VisitorEntry[]): Line[] {
  const visible = asRead(entries).filter(isVisible);
  const lines: Line[] = [];
  visible.forEach((entry, index) => {
    const before = visible[index - 1];
    const after = visible[index + 1];
    if (!before || midnight(before.at) !== midnight(entry.at))
      lines.push({ kind: "day", key: `day${entry.seq}`, at: entry.at });
    if (entry.kind === "event") lines.push({ kind: "event", key: String(entry.seq), event: entry });
    else
      lines.push({
        kind: "message",
        key: String(entry.seq),
        message: entry,
        first: !isRun(before, entry),
        last: !isRun(entry, after),
      });
  });
  return lines;
}

type Visible = VisitorMessage | VisitorEvent;

function isVisible(entry: VisitorEntry): entry is Visible {
  return entry.kind === "event" ? !QUIET.test(entry.event) : isMessage(entry) && !entry.withdrawn;
}

function isRun(one: Visible | undefined, next: Visible | undefined): boolean {
  if (one?.kind !== "message" || next?.kind !== "message") return false;
  if (one.author !== next.author || one.name !== next.name) return false;
  return next.at - one.at < RUN_MS && midnight(one.at) === midnight(next.at);
}

/** The newest message, when its buttons may still be pressed. */
export function offering(
  entries: readonly VisitorEntry[],
  outbox: readonly Unsent<Request>[],
): VisitorMessage | null {
  const newest = entries.findLast(isMessage);
  return newest?.buttons.length && outbox.length === 0 ? newest : null;
}

/** The newest message's number, when it is an answer to be judged; -1: that was done; 0: it is none. */
export function judging(
  entries: readonly VisitorEntry[],
  outbox: readonly Unsent<Request>[],
): number {
  const { answer, seq } = entries.findLast(isMessage) ?? {};
  if (!seq || !answer || outbox.some(({ request }) => wordsOf(request))) return 0;
  return outbox[0] || entries.some((one) => "answer" in one && one.answer === seq) ? -1 : seq;
}

const ENDS_FORM = /ticket|claimed|returned|resolved|cancelled/;

/** The number of the message under which the contact form stands; 0: none asks for it now. */
export function formUnder(entries: readonly VisitorEntry[]): number {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.kind === "event" && ENDS_FORM.test(entry.event)) return 0;
    if (entry?.kind === "message" && entry.form === "contact") return entry.seq;
  }
  return 0;
}

/** The number of the newest own message; its state is shown. */
export function newestOwn(entries: readonly VisitorEntry[]): number {
  const own = entries.findLast((entry) => isMessage(entry) && entry.author === "visitor");
  return own?.seq ?? 0;
}

/** A range in minutes, rounded up: "2–5", or "5" where both are the same. */
export function minutes(...range: number[]): string {
  return [...new Set(range.map((ms) => Math.ceil(ms / 60_000)))].join("–");
}

export function initial(name: string): string {
  return ([...name.trim()][0] ?? "").toUpperCase();
}

/** Looks like an address: something, an @, a dot in the domain. The server has the last word. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
}

/** What a message says: where it has no words, what its files are called. */
export function wordsIn({ text, files }: VisitorMessage): string {
  return text || files.map(({ name }) => name).join(", ");
}

/** Text as it is read aloud or peeked at: without Markdown's signs, one line, not long. */
export function plainly(text: string, longest = 400): string {
  const bare = text
    .replace(/\[([^[\]\n]{1,500})\]\([^\s()]{1,2000}\)/g, "$1")
    .replace(/[*_`#]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return bare.length > longest ? `${bare.slice(0, longest - 1)}…` : bare;
}
