/** Which days, which team, whose clock, and whether times are counted in business hours. */

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { TeamBody } from "../api/teams";
import { useSession } from "../app/session";
import { type Period, SPANS } from "./period";
import { queryOf } from "./useReports";

interface FiltersProps {
  readonly period: Period;
  readonly change: (patch: Partial<Period>) => void;
}

function useTeamNames() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["teams"],
    retry: false,
    queryFn: () => http.get<readonly TeamBody[]>("/api/admin/teams"),
  });
}

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

export function Filters({ period, change }: FiltersProps) {
  const teams = useTeamNames().data ?? [];
  return (
    <div className="filters">
      <span className="mut">
        against the {period.days === 1 ? "day" : `${period.days} days`} before
      </span>
      <span className="spacer" />
      <select
        className="in"
        aria-label="Period"
        value={String(period.days)}
        onChange={(event) => change({ days: Number(event.target.value) })}
      >
        {SPANS.some(({ value }) => value === String(period.days)) ? null : (
          <option value={String(period.days)}>Last {period.days} days</option>
        )}
        {SPANS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        className="in"
        aria-label="Team"
        value={period.team}
        onChange={(event) => change({ team: event.target.value })}
      >
        <option value="">All teams</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name || id}
          </option>
        ))}
      </select>
      <select
        className="in"
        aria-label="Time zone"
        value={period.zone}
        onChange={(event) => change({ zone: event.target.value })}
      >
        {ZONES.includes(period.zone) ? null : <option value={period.zone}>{period.zone}</option>}
        {ZONES.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
      <button
        type="button"
        className={period.business ? "chip on" : "chip"}
        aria-pressed={period.business}
        onClick={() => change({ business: !period.business })}
      >
        Business hours
      </button>
      <a className="bt" href={`/api/reports/figures.csv?${queryOf(period)}`} download>
        <Download size={14} /> CSV
      </a>
    </div>
  );
}
