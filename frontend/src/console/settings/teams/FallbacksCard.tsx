/** What a visitor is offered when no person can come, by cause; and when silence closes a conversation. */

import { errorAt } from "../../api/problem";
import type { Cause, Fallback } from "../../api/teams";
import { Choose } from "../../ui/Choose";
import { Span } from "../../ui/Span";
import type { TeamPart } from "./part";

const CAUSES: readonly (readonly [Cause, string, string])[] = [
  [
    "closed",
    "Outside opening hours",
    "The next opening is told truthfully, in the visitor's zone.",
  ],
  ["nobody_online", "Open, and nobody online", ""],
  ["queue_full", "The line is full", ""],
  ["deadline", "Nobody came in time", "The visitor keeps the place in line as well."],
];

const FALLBACKS: readonly { readonly value: Fallback; readonly label: string }[] = [
  { value: "form", label: "Leave a message with an address" },
  { value: "email", label: "Go on by email in the same thread" },
  { value: "broader", label: "One broader answer, marked as unsure" },
];

export function FallbacksCard({ team, set, error }: TeamPart) {
  const { fallbacks, idle } = team;
  return (
    <>
      <section className="card" aria-label="When no person can come">
        <h2>When no person can come</h2>
        <div className="grid gap-4 sm:grid-cols-2">
          {CAUSES.map(([cause, label, hint]) => (
            <Choose
              key={cause}
              label={label}
              value={fallbacks[cause]}
              options={FALLBACKS}
              hint={hint}
              onChange={(fallback) => set("fallbacks", { ...fallbacks, [cause]: fallback })}
            />
          ))}
        </div>
      </section>
      <section className="card" aria-label="Idle conversations">
        <h2>Idle conversations</h2>
        <p className="mut">
          Closed after so much silence, never while somebody owes an answer. Visitors may write
          again whenever they like.
        </p>
        <div className="grid gap-4 sm:grid-cols-3">
          <Span
            label="With the assistant, after"
            empty="never"
            ms={idle.assistant}
            onChange={(ms) => set("idle", { ...idle, assistant: ms })}
            error={errorAt(error, "idle.assistant")}
          />
          <Span
            label="With a person, after"
            empty="never"
            ms={idle.person}
            onChange={(ms) => set("idle", { ...idle, person: ms })}
            error={errorAt(error, "idle.person")}
          />
          <Span
            label="The visitor is warned before"
            hint="Of a conversation with a person."
            ms={idle.warn_before}
            onChange={(ms) => set("idle", { ...idle, warn_before: ms ?? 0 })}
            error={errorAt(error, "idle.warn_before")}
          />
        </div>
      </section>
    </>
  );
}
