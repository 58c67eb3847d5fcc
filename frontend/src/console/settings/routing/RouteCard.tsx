/** One route: folded to its sentence, or open with when it matches and where it leads. */

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { errorAt, errorWithin } from "../../api/problem";
import type { RouteBody } from "../../api/routing";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { Tags } from "../../ui/Tags";
import { When } from "../policy/When";
import { sentence } from "./routes";

export interface TeamName {
  readonly id: string;
  readonly name: string;
}

export interface RouteCardProps {
  readonly route: RouteBody;
  readonly at: number;
  readonly last: boolean;
  readonly edited: boolean;
  readonly fresh: boolean;
  readonly dead: boolean; // a route before it always matches
  readonly teams: readonly TeamName[];
  readonly skills: readonly string[];
  readonly error: Error | null;
  readonly onChange: (patch: Partial<RouteBody>) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

function Order({ at, last, route, onMove, onRemove }: RouteCardProps) {
  return (
    <div className="rl-o">
      <button
        type="button"
        className="ib"
        aria-label={`Move ${route.id} up`}
        disabled={at === 0}
        onClick={() => onMove(-1)}
      >
        <ArrowUp size={16} />
      </button>
      <button
        type="button"
        className="ib"
        aria-label={`Move ${route.id} down`}
        disabled={last}
        onClick={() => onMove(1)}
      >
        <ArrowDown size={16} />
      </button>
      <button type="button" className="ib" aria-label={`Remove ${route.id}`} onClick={onRemove}>
        <Trash2 size={16} />
      </button>
    </div>
  );
}

function teamOptions(teams: readonly TeamName[], chosen: string) {
  const known = teams.map(({ id, name }) => ({ value: id, label: name || id }));
  return teams.some(({ id }) => id === chosen)
    ? known
    : [...known, { value: chosen, label: `${chosen} (no such team)` }];
}

function Fields({ route, at, teams, skills, error, onChange }: RouteCardProps) {
  const path = `routes[${at}]`;
  return (
    <>
      <When
        when={route.when}
        path={path}
        error={error}
        onChange={(when) => onChange({ when: when ?? null })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Choose
          label="To the team"
          value={route.team}
          options={teamOptions(teams, route.team)}
          onChange={(team) => onChange({ team })}
        />
        <Field
          label="Priority"
          type="number"
          step={1}
          placeholder="as the rule says"
          hint="Higher comes first in the line."
          value={route.priority == null ? "" : String(route.priority)}
          onChange={(text) => onChange({ priority: text === "" ? null : Number(text) })}
          error={errorAt(error, `${path}.priority`)}
        />
        <Tags
          label="Skills"
          hint="Whoever takes it should have them; the team says after what wait they are waived."
          words={route.skills ?? []}
          known={skills}
          onChange={(next) => onChange({ skills: next })}
          error={errorWithin(error, `${path}.skills`)}
        />
        <Field
          label="Name"
          mono
          hint="By it a decision is explained afterwards."
          value={route.id}
          onChange={(id) => onChange({ id })}
          error={errorAt(error, `${path}.id`)}
        />
      </div>
    </>
  );
}

export function RouteCard(props: RouteCardProps) {
  const { route, at, edited, fresh, dead, teams, error } = props;
  const [chosen, setChosen] = useState(fresh);
  const id = useId();
  const wrong = errorWithin(error, `routes[${at}]`);
  const open = chosen || wrong !== "";
  const name = teams.find((team) => team.id === route.team)?.name || route.team;
  return (
    <li className={edited ? "rl ed" : "rl"}>
      <span className="no">{at + 1}</span>
      <div className="grid min-w-0 gap-3">
        <button
          type="button"
          className="rl-h"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setChosen(!open)}
        >
          <ChevronDown size={16} className={open ? "turned" : undefined} />
          <b>{route.id || "Unnamed"}</b>
          <span className="tg h-human">{name}</span>
          {edited ? <span className="pill">edited</span> : null}
          {dead ? <span className="tg md">never reached</span> : null}
          <span className="rl-s">{sentence(route, name)}</span>
        </button>
        <div id={id} className="grid gap-4" hidden={!open}>
          {open ? <Fields {...props} /> : null}
        </div>
        {errorAt(error, `routes[${at}]`) ? (
          <p className="err">{errorAt(error, `routes[${at}]`)}</p>
        ) : null}
      </div>
      <Order {...props} />
    </li>
  );
}
