/** Why this operator, why nobody: the verdict of the routing in a line, everybody asked beneath it. */

import { useQuery } from "@tanstack/react-query";
import { Check, Split, X } from "lucide-react";
import type { SeenRow } from "../../protocol/frames";
import type { RoutingResult } from "../api/routing";
import { useSession } from "../app/session";
import { useTeamName } from "../app/useTeamName";

const EVERY_MS = 10_000; // while it waits: who is there and has room changes

function useWhyThere(row: SeenRow) {
  const { http } = useSession();
  const { id, status, operator, assigned, team } = row;
  return useQuery({
    queryKey: ["why-there", id, status, operator, assigned, team, row.handoff?.priority],
    queryFn: () => http.get<RoutingResult>(`/api/operator/conversations/${id}/routing`),
    refetchInterval: status === "waiting" ? EVERY_MS : false,
    placeholderData: (before) => before,
  });
}

export function WhyThere({ row }: { row: SeenRow }) {
  const { data } = useWhyThere(row);
  const team = useTeamName();
  if (!data) return null;
  return (
    <section aria-label="Routing" className="why-there">
      <h3>Routing</h3>
      <p>
        <Split size={14} aria-hidden="true" /> {data.verdict}
      </p>
      <details className="more">
        <summary className="lk">Why {team(data.team)}, and who else was asked</summary>
        <p className="mut">{data.why}</p>
        {data.skills.length > 0 ? <p className="mut">Asks for: {data.skills.join(", ")}</p> : null}
        <ul>
          {data.people.map(({ operator, name, fit, why }) => (
            <li key={operator}>
              {fit ? <Check size={14} aria-label="Could:" /> : <X size={14} aria-label="Not:" />}
              <b>{name}</b> {why}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
