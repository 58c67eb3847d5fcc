/** Teams: who shares which conversations, when they are there, and what happens when they are not. */

import { Plus } from "lucide-react";
import { useState } from "react";
import { Link, useLocation, useRoute } from "wouter";
import type { TeamBody, TeamShown } from "../../api/teams";
import type { OperatorLine } from "../../api/types";
import { Failed, Skeleton } from "../../ui/Notice";
import { ErrorSummary } from "../ErrorSummary";
import { PageFrame } from "../PageFrame";
import { SaveBar } from "../SaveBar";
import { useForm } from "../useForm";
import { Views } from "../Views";
import { AboutTeam } from "./AboutTeam";
import { AddTeam } from "./AddTeam";
import { FallbacksCard } from "./FallbacksCard";
import { HoursCard } from "./HoursCard";
import { LadderCard } from "./LadderCard";
import { PeopleCard } from "./PeopleCard";
import { ServiceCard } from "./ServiceCard";
import { TeamNotices } from "./TeamNotices";
import { usePeople, useRemoveTeam, useSaveTeam, useTeams } from "./useTeams";

const VIEWS = {
  people: "People",
  distribution: "Distribution",
  hours: "Hours",
  service: "Service levels",
  fallbacks: "Fallbacks",
  ladder: "Escalation",
  notices: "Notices",
} as const;
type View = keyof typeof VIEWS;

const known = (view: string | undefined): View =>
  view && view in VIEWS ? (view as View) : "people";

function TeamList({ teams, id }: { teams: readonly TeamBody[]; id: string }) {
  return (
    <nav className="views" aria-label="Teams">
      {teams.map((team) => (
        <Link
          key={team.id}
          to={`/teams/${team.id}`}
          className={team.id === id ? "chip on" : "chip"}
          aria-current={team.id === id ? "page" : undefined}
        >
          {team.name || team.id}
        </Link>
      ))}
    </nav>
  );
}

const PARTS: Readonly<Record<string, View>> = {
  hours: "hours",
  service: "service",
  idle: "fallbacks",
  fallbacks: "fallbacks",
  ladder: "ladder",
};

/** Where a fault can be mended: "ladder[0].way" under Escalation. */
const viewOf = (where: string): View => PARTS[where.split(/[.[]/)[0] ?? ""] ?? "distribution";

/** What is saved, without what is only shown. */
function bodyOf({ members: _, warnings: __, ...body }: TeamShown): TeamBody {
  return body;
}

/** What is legal, and probably not meant. */
function Doubts({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="why" aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}

function RemoveTeam({ team }: { team: TeamShown }) {
  const [, go] = useLocation();
  const remove = useRemoveTeam(() => go("/teams"));
  if (team.id === "support") return null; // it always exists
  return (
    <div>
      <button
        type="button"
        className="bt danger"
        disabled={remove.isPending}
        onClick={() => remove.mutate(team.id)}
      >
        Remove the team {team.name || team.id}
      </button>
    </div>
  );
}

interface EditorProps {
  readonly saved: TeamShown;
  readonly people: readonly OperatorLine[];
  readonly teams: readonly TeamBody[];
  readonly first: View;
}

function Editor({ saved, people, teams, first }: EditorProps) {
  const [view, setView] = useState<View>(first);
  const form = useForm<TeamBody>(bodyOf(saved));
  const save = useSaveTeam(saved.id, form.discard);
  const part = { team: form.values, set: form.set, error: save.error, teams };
  return (
    <>
      <Views views={VIEWS} view={view} onView={setView} />
      <ErrorSummary error={save.error} onPick={(where) => setView(viewOf(where))} />
      <Doubts warnings={saved.warnings} />
      {view === "people" ? <PeopleCard team={saved.id} people={people} /> : null}
      {view === "distribution" ? <AboutTeam {...part} /> : null}
      {view === "hours" ? <HoursCard {...part} /> : null}
      {view === "service" ? <ServiceCard {...part} /> : null}
      {view === "fallbacks" ? <FallbacksCard {...part} /> : null}
      {view === "ladder" ? <LadderCard {...part} people={people} /> : null}
      {view === "notices" ? <TeamNotices key={saved.id} team={saved.id} /> : null}
      {view === "distribution" ? <RemoveTeam team={saved} /> : null}
      <SaveBar
        count={form.count}
        busy={save.isPending}
        onSave={() => save.mutate(form.changes)}
        onDiscard={() => {
          form.discard();
          save.reset();
        }}
      />
    </>
  );
}

export default function TeamsPage() {
  const [, params] = useRoute("/teams/:team?/:view?");
  const [adding, setAdding] = useState(false);
  const teams = useTeams();
  const people = usePeople();
  const error = teams.error ?? people.error;
  const team = teams.data?.find(({ id }) => id === params?.team) ?? teams.data?.[0];
  const aside = (
    <>
      <span className="spacer" />
      <button type="button" className="bt pri" onClick={() => setAdding(true)}>
        <Plus size={16} /> Add a team
      </button>
    </>
  );
  return (
    <PageFrame title="Teams" aside={aside}>
      {error ? <Failed error={error} onAgain={() => void teams.refetch()} /> : null}
      {teams.data && team && people.data ? (
        <>
          <TeamList teams={teams.data} id={team.id} />
          <Editor
            key={`${team.id} ${params?.view}`}
            saved={team}
            people={people.data}
            teams={teams.data}
            first={known(params?.view)}
          />
        </>
      ) : error ? null : (
        <Skeleton lines={5} />
      )}
      {adding ? <AddTeam onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  );
}
