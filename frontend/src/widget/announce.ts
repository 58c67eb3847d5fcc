/** What a screen reader is told about news. Each sentence once. Pure. */

import type { VisitorEntry, VisitorMessage } from "../protocol/frames";
import { isMessage } from "./model";
import type { Phrases } from "./phrases";
import { plainly, wordsIn } from "./view";

/** While the chat is open: each complete message by others, and who joined. */
export function openSentences(
  fresh: readonly VisitorEntry[],
  speaker: (message: VisitorMessage) => string,
  phrases: Phrases,
): string[] {
  return fresh.flatMap((entry) => {
    if (isMessage(entry)) return entry.author === "visitor" ? [] : [spoken(entry, speaker(entry))];
    if (entry.kind !== "event" || entry.event !== "claimed") return [];
    return [phrases.say("joined", { name: entry.name || phrases.say("a_person") })];
  });
}

/** While it is closed: how many messages, and from whom. */
export function closedSentence(
  unread: readonly VisitorMessage[],
  speaker: (message: VisitorMessage) => string,
  phrases: Phrases,
): string {
  const last = unread.at(-1);
  return last ? phrases.say("new_messages_from", { name: speaker(last), n: unread.length }) : "";
}

function spoken(message: VisitorMessage, name: string): string {
  const words = plainly(wordsIn(message), 2_000);
  return message.author === "system" ? words : `${name}: ${words}`;
}
