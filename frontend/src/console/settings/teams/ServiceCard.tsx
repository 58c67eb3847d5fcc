/** Service levels: within what time a visitor gets a first reply, a next one, and an end. */

import { errorAt } from "../../api/problem";
import type { Goal, ServiceBody, TargetBody } from "../../api/teams";
import { Span } from "../../ui/Span";
import { Switch } from "../../ui/Switch";
import { Deeds } from "./Deeds";
import type { TeamPart } from "./part";

const TARGETS: readonly (readonly [Goal, string, string])[] = [
  [
    "first_reply",
    "First reply",
    "From the moment a person is wanted to that person's first words.",
  ],
  ["next_reply", "Next reply", "From a visitor's message to the answer of the person who has it."],
  [
    "resolution",
    "Resolution",
    "From the moment a person is wanted to the end. Snoozing pauses it.",
  ],
];

const START: Readonly<Record<Goal, TargetBody>> = {
  first_reply: { limit: 120_000, business: true, warn_before: 60_000 },
  next_reply: { limit: 300_000, business: true, warn_before: 60_000 },
  resolution: { limit: 86_400_000, business: true, warn_before: 3_600_000 },
};

interface TargetRowProps {
  readonly name: Goal;
  readonly label: string;
  readonly hint: string;
  readonly target: TargetBody | null;
  readonly error: Error | null;
  readonly hasHours: boolean;
  readonly onChange: (target: TargetBody | null) => void;
}

function TargetRow({ name, label, hint, target, error, hasHours, onChange }: TargetRowProps) {
  const path = `service.${name}`;
  return (
    <div className="target">
      <Switch
        label={label}
        hint={hint}
        checked={target !== null}
        onChange={(on) => onChange(on ? START[name] : null)}
      />
      {target ? (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <Span
            label={`${label} within`}
            ms={target.limit}
            onChange={(ms) => onChange({ ...target, limit: ms ?? 0 })}
            error={errorAt(error, `${path}.limit`)}
          />
          <Span
            label="Warn before"
            ms={target.warn_before}
            onChange={(ms) => onChange({ ...target, warn_before: ms ?? 0 })}
            error={errorAt(error, `${path}.warn_before`)}
          />
          <Switch
            label="Counts business hours only"
            hint={hasHours ? "" : "This team is always open."}
            checked={target.business}
            onChange={(business) => onChange({ ...target, business })}
          />
        </div>
      ) : null}
      {errorAt(error, path) ? <p className="err">{errorAt(error, path)}</p> : null}
    </div>
  );
}

export function ServiceCard({ team, set, error, teams }: TeamPart) {
  const { service } = team;
  const others = teams.filter(({ id }) => id !== team.id);
  const put = (patch: Partial<ServiceBody>) => set("service", { ...service, ...patch });
  return (
    <section className="card" aria-label="Service levels">
      <h2>Service levels</h2>
      <p className="mut">
        A countdown stands beside each conversation. It turns amber before time runs out and red
        after, and whoever wishes so is told both times.
      </p>
      {TARGETS.map(([name, label, hint]) => (
        <TargetRow
          key={name}
          name={name}
          label={label}
          hint={hint}
          target={service[name]}
          error={error}
          hasHours={team.hours !== null}
          onChange={(target) => put({ [name]: target })}
        />
      ))}
      <Deeds
        label="When time is running out"
        deeds={service.soon}
        path="service.soon"
        error={error}
        teams={others}
        onChange={(soon) => put({ soon })}
      />
      <Deeds
        label="When it is late"
        deeds={service.late}
        path="service.late"
        error={error}
        teams={others}
        onChange={(late) => put({ late })}
      />
    </section>
  );
}
