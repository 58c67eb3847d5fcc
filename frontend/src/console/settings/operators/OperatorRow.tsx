/** One operator in the table, changed in place. */

import { Switch } from "@base-ui/react/switch";
import { Link } from "wouter";
import type { OperatorLine, Role } from "../../api/types";
import { useSession } from "../../app/session";
import { Avatar } from "../../ui/Avatar";
import { Tags } from "../../ui/Tags";
import { Capacity } from "../teams/PeopleCard";
import type { OperatorPatch } from "../teams/useTeams";
import { ROLES } from "./roles";

interface OperatorRowProps {
  readonly line: OperatorLine;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly known: readonly string[]; // skills that somebody has
  readonly onPatch: (patch: OperatorPatch) => void;
  readonly onReset: () => void;
}

type PartProps = Omit<OperatorRowProps, "onReset">;

function Who({ line }: { line: OperatorLine }) {
  const { me } = useSession();
  return (
    <div className="flex items-center gap-3">
      <Avatar id={line.id} name={line.name} online={line.online} />
      <div>
        <b className="font-medium">
          {line.name}
          {line.id === me.id ? " (you)" : ""}
        </b>
        <p className="mut">{line.email}</p>
      </div>
    </div>
  );
}

function RoleChoice({ line, onPatch }: Pick<PartProps, "line" | "onPatch">) {
  return (
    <select
      className="in role"
      aria-label={`Role of ${line.name}`}
      value={line.role}
      onChange={(event) => onPatch({ role: event.target.value as Role })}
    >
      {ROLES.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Membership as buttons: pressed is in. */
function Membership({ line, teams, onPatch }: Omit<PartProps, "known">) {
  const swap = (id: string) =>
    onPatch({
      teams: line.teams.includes(id) ? line.teams.filter((one) => one !== id) : [...line.teams, id],
    });
  return (
    <fieldset className="views" aria-label={`Teams of ${line.name}`}>
      {teams.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={line.teams.includes(id) ? "chip on" : "chip"}
          aria-pressed={line.teams.includes(id)}
          onClick={() => swap(id)}
        >
          {name || id}
        </button>
      ))}
      {teams.length ? null : <Link to="/teams">Make a team first</Link>}
    </fieldset>
  );
}

export function OperatorRow({ line, teams, known, onPatch, onReset }: OperatorRowProps) {
  const { name, disabled } = line;
  return (
    <tr>
      <td>
        <Who line={line} />
      </td>
      <td>
        <RoleChoice line={line} onPatch={onPatch} />
      </td>
      <td>
        <Membership {...{ line, teams, onPatch }} />
      </td>
      <td className="wide-c">
        <Tags
          bare
          label={`Skills of ${name}`}
          words={line.skills}
          known={known}
          onChange={(skills) => onPatch({ skills })}
        />
      </td>
      <td>
        <Capacity person={line} onChange={(capacity) => onPatch({ capacity })} />
      </td>
      <td>
        <Switch.Root
          className="sw"
          checked={!disabled}
          aria-label={`${name} may log in`}
          onCheckedChange={(on) => onPatch({ disabled: !on })}
        >
          <Switch.Thumb className="sw-thumb" />
        </Switch.Root>
      </td>
      <td className="num">
        <button type="button" className="bt" onClick={onReset}>
          Reset password
        </button>
      </td>
    </tr>
  );
}
