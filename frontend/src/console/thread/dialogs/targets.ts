/** To whom a conversation can be handed on: teams, and people with the room that they have. Pure. */

import type { Colleague } from "../../../protocol/frames";
import type { TeamShown } from "../../api/teams";
import { fits } from "../../commands/match";

export interface Target {
  readonly key: string;
  readonly kind: "team" | "person";
  readonly name: string;
  readonly team: string; // id
  readonly to: string; // operator's id; "": to the whole team
  readonly hint: string;
  readonly free: boolean; // they can be given one more
}

type TeamLike = Pick<TeamShown, "id" | "name">;

const hintOf = ({ presence, load, capacity }: Colleague): string => {
  if (presence === "offline") return "offline";
  if (presence === "away") return "away";
  const free = Math.max(0, capacity - load);
  return free ? `${free} of ${capacity} free` : `full, ${load} of ${capacity}`;
};

function personTarget(one: Colleague, team: string): Target {
  const free = one.presence === "online" && one.load < one.capacity;
  const hint = hintOf(one);
  return { key: `p:${one.id}`, kind: "person", name: one.name, team, to: one.id, hint, free };
}

function teamTarget({ id, name }: TeamLike, staff: readonly Colleague[]): Target {
  const members = staff.filter(({ teams, role }) => teams.includes(id) && role !== "viewer");
  const there = members.filter(({ presence }) => presence === "online");
  const room = there.reduce((sum, one) => sum + Math.max(0, one.capacity - one.load), 0);
  const hint = there.length ? `${there.length} here, ${room} free` : "nobody is here now";
  return { key: `t:${id}`, kind: "team", name: name || id, team: id, to: "", hint, free: true };
}

/** Teams first, then people: who has room before who has none. ``now``: the team that has it. */
export function targetsOf(
  teams: readonly TeamLike[],
  staff: readonly Colleague[],
  { me, holder, team: now }: { me: string; holder: string; team: string },
): readonly Target[] {
  const people = staff
    .filter(({ id, role }) => id !== holder && role !== "viewer")
    .filter(({ id }) => id !== me || holder !== me)
    .flatMap((one) => {
      const team = one.teams.includes(now) ? now : one.teams[0];
      return team ? [personTarget(one, team)] : [];
    })
    .sort((a, b) => Number(b.free) - Number(a.free) || a.name.localeCompare(b.name));
  return [...teams.map((one) => teamTarget(one, staff)), ...people];
}

export const matching = (targets: readonly Target[], query: string): readonly Target[] =>
  targets.filter(({ name }) => fits(query, name) > 0);
