/** How a channel is, in a word, a sentence and a colour. Pure. */

import type { Channel, Health, Load, Standing } from "../../api/channels";
import { full, spoken } from "../../time/format";

export type Tone = "good" | "wait" | "bad" | "plain";

const WORDS: Readonly<Record<Standing, readonly [string, Tone]>> = {
  good: ["Works", "good"],
  new: ["Not checked yet", "wait"],
  expiring: ["Token expires soon", "wait"],
  trouble: ["Needs attention", "bad"],
  off: ["Off", "plain"],
};

export const standingWords = (standing: Standing): readonly [string, Tone] => WORDS[standing];

const DAY_MS = 86_400_000;

/** "2 minutes ago", "12 Nov 2026, 09:30"; "never" of what was not yet. */
export function ago(at: number, now: number): string {
  if (!at) return "never";
  const past = now - at;
  if (past < 60_000) return "just now";
  return past < DAY_MS ? `${spoken(past)} ago` : full(at);
}

/** "In 2 minutes ago, out never", or that nothing passed yet. */
export function traffic({ heard_at, sent_at }: Health, now: number): string {
  if (!heard_at && !sent_at) return "Nothing has come in or gone out yet.";
  return `Last in ${ago(heard_at, now)}, last out ${ago(sent_at, now)}.`;
}

type Known = Pick<Channel, "standing" | "health" | "load">;

/** Words of a provider, as a sentence. */
export function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function trouble({ failures, error, expires_at, findings }: Health, now: number): string {
  if (expires_at && expires_at <= now) return "Its token has expired.";
  if (failures) return error ? sentence(error) : `${failures} in a row failed.`;
  const bad = findings.filter(({ well }) => !well).length;
  return `The check found ${bad} ${bad === 1 ? "thing" : "things"} to mend.`;
}

function lying({ dead, failed, unread }: Load): string {
  if (dead) return `${dead} ${dead === 1 ? "message was" : "messages were"} given up.`;
  if (failed) return `${failed} did not arrive in the last day.`;
  return unread ? `${unread} ${unread === 1 ? "event" : "events"} could not be read.` : "";
}

/** Why it is as it is, in a sentence; "": there is nothing to say. */
export function reason({ standing, health, load }: Known, now: number): string {
  switch (standing) {
    case "off":
      return "Nothing comes in and nothing goes out.";
    case "trouble":
      return trouble(health, now);
    case "expiring":
      return `Its token expires on ${full(health.expires_at)}.`;
    case "new":
      return "Check it, then write to it once yourself.";
    case "good":
      return lying(load);
  }
}
