/** Who gets a conversation and why, or why nobody does: the team, its people, the routes as asked. */

import { CircleCheck, CircleMinus, CornerDownRight } from "lucide-react";
import type { RoutingResult } from "../../api/routing";
import { Avatar } from "../../ui/Avatar";
import { Pair } from "../../ui/Pair";
import { useTeams } from "../teams/useTeams";

function Verdict({ found }: { found: RoutingResult }) {
  const teams = useTeams().data ?? [];
  const name = teams.find(({ id }) => id === found.team)?.name || found.team;
  const more = [
    found.priority ? `priority ${found.priority}` : "",
    found.skills.length ? `with ${found.skills.join(" and ")}` : "",
  ].filter(Boolean);
  return (
    <div className="verdict">
      <Pair size={28} />
      <div>
        <b>{found.verdict}</b>
        <p>
          {[`Team ${name}`, ...more].join(", ")}: {found.why}
        </p>
      </div>
    </div>
  );
}

function People({ found }: { found: RoutingResult }) {
  if (found.people.length === 0) return <p className="mut">Nobody is in this team.</p>;
  return (
    <ul aria-label="People" className="tally">
      {found.people.map(({ operator, name, fit, why }) => (
        <li key={operator}>
          <span className="flex items-center gap-3">
            <Avatar id={operator} name={name} size="sm" />
            <span>
              <b>{name}</b>
              <br />
              <span className="mut">{why}</span>
            </span>
          </span>
          <span className={fit ? "tg good" : "tg"}>{fit ? "may get it" : "not now"}</span>
        </li>
      ))}
    </ul>
  );
}

function Routes({ found }: { found: RoutingResult }) {
  if (found.routes.length === 0) return <p className="mut">There are no routes.</p>;
  return (
    <ol aria-label="Routes as they were asked" className="asked">
      {found.routes.map(({ route, matched, why }) => {
        const decides = route === found.route;
        const Icon = decides ? CornerDownRight : matched ? CircleCheck : CircleMinus;
        return (
          <li key={route} className={decides ? "on" : matched ? "" : "no"}>
            <Icon size={16} />
            <b>{route}</b>
            <span className="fd-t">{why}</span>
            {decides ? <span className="tg h-human">decides</span> : null}
          </li>
        );
      })}
    </ol>
  );
}

export function RoutingAnswer({ found }: { found: RoutingResult }) {
  return (
    <section className="card" aria-label="Result">
      <Verdict found={found} />
      <div className="halves">
        <div className="grid content-start gap-2">
          <h3 className="label">Who of the team</h3>
          <People found={found} />
        </div>
        <div className="grid content-start gap-2">
          <h3 className="label">Which team</h3>
          <Routes found={found} />
        </div>
      </div>
    </section>
  );
}
