/** Who is in a team: what each can do, and how many conversations they take at once. */

import { UserMinus } from "lucide-react";
import { useState } from "react";
import type { OperatorLine } from "../../api/types";
import { Avatar } from "../../ui/Avatar";
import { Choose } from "../../ui/Choose";
import { Tags } from "../../ui/Tags";
import { type OperatorPatch, usePatchOperator } from "./useTeams";

/** Every skill that somebody has, for offering it again. Pure. */
export const skillsOf = (people: readonly OperatorLine[]): readonly string[] =>
  [...new Set(people.flatMap(({ skills }) => skills))].sort();

interface CapacityProps {
  readonly person: OperatorLine;
  readonly onChange: (capacity: number) => void;
}

/** Sent when it is left, not at every key. */
export function Capacity({ person, onChange }: CapacityProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const send = () => {
    const n = Number(typed);
    if (typed !== null && typed !== "" && n !== person.capacity) onChange(n);
    setTyped(null);
  };
  return (
    <input
      className="in cap-n"
      type="number"
      min={0}
      max={1000}
      aria-label={`Conversations at once for ${person.name}`}
      value={typed ?? String(person.capacity)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === "Enter" && send()}
    />
  );
}

interface PersonProps {
  readonly person: OperatorLine;
  readonly team: string;
  readonly known: readonly string[];
  readonly onPatch: (patch: OperatorPatch) => void;
}

function Person({ person, team, known, onPatch }: PersonProps) {
  const { id, name, email, online, skills, teams, disabled } = person;
  return (
    <tr>
      <td>
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} online={online} />
          <div>
            <b className="font-medium">{name}</b>
            <p className="mut">{disabled ? "may not log in" : email}</p>
          </div>
        </div>
      </td>
      <td className="wide-c">
        <Tags
          bare
          label={`Skills of ${name}`}
          words={skills}
          known={known}
          onChange={(next) => onPatch({ skills: next })}
        />
      </td>
      <td>
        <Capacity person={person} onChange={(capacity) => onPatch({ capacity })} />
      </td>
      <td className="num">
        <button
          type="button"
          className="ib"
          aria-label={`Remove ${name} from the team`}
          title="Remove from the team"
          onClick={() => onPatch({ teams: teams.filter((one) => one !== team) })}
        >
          <UserMinus size={16} />
        </button>
      </td>
    </tr>
  );
}

interface PeopleCardProps {
  readonly team: string;
  readonly people: readonly OperatorLine[];
}

export function PeopleCard({ team, people }: PeopleCardProps) {
  const patch = usePatchOperator();
  const members = people.filter(({ teams }) => teams.includes(team));
  const others = people.filter(({ teams, disabled }) => !teams.includes(team) && !disabled);
  const known = skillsOf(people);
  const add = (id: string) => {
    const person = others.find((one) => one.id === id);
    if (person) patch.mutate({ id, patch: { teams: [...person.teams, team] } });
  };
  return (
    <section className="card" aria-label="People">
      <div className="cd-h">
        <h2>People</h2>
        <span className="pill">{members.length}</span>
      </div>
      <p className="mut">
        Skills are words of your own, such as “french” or “refunds”; routes ask for them. Changes
        here hold at once.
      </p>
      {members.length === 0 ? (
        <p className="why">
          Nobody is in this team. Whoever is sent here is offered another way at once.
        </p>
      ) : (
        <div className="relative overflow-x-auto">
          <table className="table people">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Skills</th>
                <th scope="col">At once</th>
                <th scope="col">
                  <span className="sr">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {members.map((person) => (
                <Person
                  key={person.id}
                  {...{ person, team, known }}
                  onPatch={(change) => patch.mutate({ id: person.id, patch: change })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {others.length > 0 ? (
        <div className="max-w-80">
          <Choose
            label="Add somebody"
            value=""
            options={[
              { value: "", label: "Choose a person" },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={add}
          />
        </div>
      ) : null}
    </section>
  );
}
