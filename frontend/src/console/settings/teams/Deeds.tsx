/** What is done by itself when a service level is at risk or broken: raised, or moved to another team. */

import { Plus, Trash2 } from "lucide-react";
import { errorWithin } from "../../api/problem";
import type { DeedBody, Goal, TeamBody } from "../../api/teams";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { numeric } from "../policy/rules";
import { replaced, without } from "./hours";

const DOES = [
  { value: "raise", label: "Raise the priority to" },
  { value: "move", label: "Move to the line of" },
] as const;

const GOALS: readonly { readonly value: Goal | ""; readonly label: string }[] = [
  { value: "", label: "Any target" },
  { value: "first_reply", label: "First reply" },
  { value: "next_reply", label: "Next reply" },
  { value: "resolution", label: "Resolution" },
];

interface DeedRowProps {
  readonly deed: DeedBody;
  readonly teams: readonly TeamBody[];
  readonly wrong: string;
  readonly onChange: (deed: DeedBody) => void;
  readonly onRemove: () => void;
}

function DeedRow({ deed, teams, wrong, onChange, onRemove }: DeedRowProps) {
  return (
    <li className="cond">
      <div className="cond-f">
        <Choose
          label="For"
          value={deed.goals[0] ?? ""}
          options={GOALS}
          onChange={(goal) => onChange({ ...deed, goals: goal ? [goal] : [] })}
        />
        <Choose
          label="Then"
          value={deed.do}
          options={DOES}
          onChange={(does) =>
            onChange({ ...deed, do: does, team: does === "move" ? (teams[0]?.id ?? "") : "" })
          }
        />
        {deed.do === "raise" ? (
          <Field
            label="Priority"
            type="number"
            step={1}
            value={String(deed.priority)}
            onChange={(text) => onChange({ ...deed, priority: numeric(text, 0) })}
          />
        ) : (
          <Choose
            label="Team"
            value={deed.team}
            options={teams.map(({ id, name }) => ({ value: id, label: name || id }))}
            onChange={(team) => onChange({ ...deed, team })}
          />
        )}
      </div>
      <button type="button" className="ib" aria-label="Remove this deed" onClick={onRemove}>
        <Trash2 size={16} />
      </button>
      {wrong ? <p className="err">{wrong}</p> : null}
    </li>
  );
}

interface DeedsProps {
  readonly label: string;
  readonly deeds: readonly DeedBody[];
  readonly teams: readonly TeamBody[];
  readonly path: string;
  readonly error: Error | null;
  readonly onChange: (deeds: readonly DeedBody[]) => void;
}

const FRESH: DeedBody = { do: "raise", priority: 10, team: "", goals: [] };

export function Deeds({ label, deeds, teams, path, error, onChange }: DeedsProps) {
  return (
    <div className="grid gap-2">
      <h3 className="label">{label}</h3>
      <ul className="grid gap-2" aria-label={label}>
        {deeds.map((deed, at) => (
          <DeedRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a deed is its place; it has no name
            key={at}
            deed={deed}
            teams={teams}
            wrong={errorWithin(error, `${path}[${at}]`)}
            onChange={(next) => onChange(replaced(deeds, at, next))}
            onRemove={() => onChange(without(deeds, at))}
          />
        ))}
      </ul>
      <div>
        <button type="button" className="bt" onClick={() => onChange([...deeds, FRESH])}>
          <Plus size={14} /> Add what is done then
        </button>
      </div>
    </div>
  );
}
