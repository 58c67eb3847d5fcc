/** The escalation ladder: who is told, by what way, the longer nobody takes up a request. */

import { Plus, Trash2 } from "lucide-react";
import { errorAt, errorWithin } from "../../api/problem";
import type { Rung } from "../../api/teams";
import type { OperatorLine } from "../../api/types";
import { spanWords } from "../../time/span";
import { Choose } from "../../ui/Choose";
import { Span } from "../../ui/Span";
import { replaced, without } from "./hours";
import type { TeamPart } from "./part";

const WAYS = [
  { value: "console", label: "Console" },
  { value: "push", label: "Push" },
  { value: "sms", label: "SMS" },
  { value: "email", label: "Email" },
  { value: "webhook", label: "Webhook" },
  { value: "chat", label: "Slack or Teams" },
];

/** Ways that reach a whole team at once, and nobody alone. */
const SHARED: ReadonlySet<string> = new Set(["webhook", "chat"]);

const WAY_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  WAYS.map(({ value, label }) => [value, label === "SMS" ? label : label.toLowerCase()]),
);

/** "after 5 minutes: email to the supervisors". Pure. */
export function rungWords({ after, way, to }: Rung, nameOf: (id: string) => string): string {
  const who = to === "team" ? "the team" : to === "supervisors" ? "the supervisors" : nameOf(to);
  return `${after ? `after ${spanWords(after)}` : "at once"}: ${WAY_WORDS[way] ?? way} to ${who}`;
}

interface RungRowProps {
  readonly rung: Rung;
  readonly at: number;
  readonly people: readonly OperatorLine[];
  readonly error: Error | null;
  readonly onChange: (rung: Rung) => void;
  readonly onRemove: () => void;
}

function RungRow({ rung, at, people, error, onChange, onRemove }: RungRowProps) {
  const path = `ladder[${at}]`;
  const whom = [
    { value: "team", label: "The team" },
    ...(SHARED.has(rung.way) ? [] : [{ value: "supervisors", label: "The supervisors" }]),
    ...(SHARED.has(rung.way) ? [] : people.map(({ id, name }) => ({ value: id, label: name }))),
  ];
  return (
    <li className="rl">
      <span className="no">{at + 1}</span>
      <div className="grid gap-3 sm:grid-cols-3">
        <Span
          label="After"
          ms={rung.after}
          onChange={(ms) => onChange({ ...rung, after: ms ?? 0 })}
          error={errorAt(error, `${path}.after`)}
        />
        <Choose
          label="By"
          value={rung.way}
          options={WAYS}
          onChange={(way) => onChange({ ...rung, way, to: SHARED.has(way) ? "team" : rung.to })}
        />
        <Choose
          label="To"
          value={rung.to}
          options={whom}
          onChange={(to) => onChange({ ...rung, to })}
        />
        {errorWithin(error, path) ? (
          <p className="err sm:col-span-3">{errorWithin(error, path)}</p>
        ) : null}
      </div>
      <button type="button" className="ib" aria-label={`Remove step ${at + 1}`} onClick={onRemove}>
        <Trash2 size={16} />
      </button>
    </li>
  );
}

export function LadderCard({
  team,
  set,
  error,
  people,
}: TeamPart & { people: readonly OperatorLine[] }) {
  const { ladder } = team;
  const put = (next: readonly Rung[]) => set("ladder", next);
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  const next: Rung = { after: (ladder.at(-1)?.after ?? 0) + 60_000, way: "push", to: "team" };
  return (
    <section className="card" aria-label="Escalation">
      <h2>When nobody takes it up</h2>
      <p className="mut">
        Counted from the request. It ends as soon as somebody takes it, and nobody is told of what
        is settled.
      </p>
      {ladder.length ? (
        <p>{ladder.map((rung) => rungWords(rung, nameOf)).join("; then ")}.</p>
      ) : (
        <p className="mut">No steps: everybody is told as they chose in their profile, once.</p>
      )}
      <ol className="grid gap-2" aria-label="Steps">
        {ladder.map((rung, at) => (
          <RungRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the ladder
            key={at}
            rung={rung}
            at={at}
            people={people}
            error={error}
            onChange={(changed) => put(replaced(ladder, at, changed))}
            onRemove={() => put(without(ladder, at))}
          />
        ))}
      </ol>
      <div>
        <button type="button" className="bt" onClick={() => put([...ladder, next])}>
          <Plus size={14} /> Add a step
        </button>
      </div>
    </section>
  );
}
