/** Somebody is typing. */

import type { Typing } from "../live/state";
import { useNow } from "../time/clock";
import { Dots } from "./DraftMessage";

export function TypingLine({ typing, visitor }: { typing: Typing; visitor: string }) {
  if (useNow() > typing.until) return null;
  const name = typing.who === "visitor" ? visitor : typing.name || "A colleague";
  return (
    <p className={`typing ${typing.who}`}>
      <Dots /> {name} is typing
    </p>
  );
}
