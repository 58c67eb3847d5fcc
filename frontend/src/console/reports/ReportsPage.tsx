/** Reports: what happened, against the period before, and the conversations behind every number. */

import { useState } from "react";
import { useLocation, useRoute } from "wouter";
import { PageFrame } from "../settings/PageFrame";
import { Views } from "../settings/Views";
import { Assistant } from "./Assistant";
import { BehindModal, type Wanted } from "./BehindModal";
import { Filters } from "./Filters";
import { GapsView } from "./GapsView";
import { Handoffs } from "./Handoffs";
import { Overview } from "./Overview";
import { TeamView } from "./TeamView";
import { usePeriod } from "./useReports";

const VIEWS = {
  overview: "Overview",
  handoffs: "Handoffs",
  assistant: "Assistant",
  team: "Team",
  gaps: "Knowledge gaps",
} as const;
type View = keyof typeof VIEWS;

const known = (view: string | undefined): View =>
  view && view in VIEWS ? (view as View) : "overview";

export default function ReportsPage() {
  const [, params] = useRoute("/reports/:view?");
  const [, go] = useLocation();
  const [period, change] = usePeriod();
  const [behind, setBehind] = useState<Wanted | null>(null);
  const view = known(params?.view);
  const part = { period, onPick: setBehind };
  return (
    <PageFrame title="Reports" everyone wide aside={<Filters {...{ period, change }} />}>
      <Views
        views={VIEWS}
        view={view}
        onView={(next) => go(`/reports/${next}${location.search}`)}
      />
      {view === "overview" ? <Overview {...part} /> : null}
      {view === "handoffs" ? <Handoffs {...part} /> : null}
      {view === "assistant" ? <Assistant {...part} /> : null}
      {view === "team" ? <TeamView {...part} /> : null}
      {view === "gaps" ? <GapsView /> : null}
      {behind ? (
        <BehindModal wanted={behind} period={period} onClose={() => setBehind(null)} />
      ) : null}
    </PageFrame>
  );
}
