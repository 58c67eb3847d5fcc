/** Routing: which team gets a conversation, and who of it. Edited, tried, explained, published. */

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useRoute } from "wouter";
import { Failed, Skeleton } from "../../ui/Notice";
import { ErrorSummary } from "../ErrorSummary";
import { PageFrame } from "../PageFrame";
import { Moved } from "../policy/Moved";
import { moved as isMoved } from "../policy/usePolicyDraft";
import { SaveBar } from "../SaveBar";
import { skillsOf } from "../teams/PeopleCard";
import { usePeople, useTeams } from "../teams/useTeams";
import { Views } from "../Views";
import { YamlText } from "../YamlText";
import { RouteCard } from "./RouteCard";
import { RoutingVersions } from "./RoutingVersions";
import { added, changed, keyOf, moved, removed, unreachable } from "./routes";
import { TryRouting } from "./TryRouting";
import { type RoutingEdit, useRouting, useRoutingEdit } from "./useRouting";

const VIEWS = {
  form: "Routes",
  text: "As YAML",
  try: "Who would get this now?",
  versions: "Versions",
} as const;
type View = keyof typeof VIEWS;

const known = (view: string | undefined): View => (view && view in VIEWS ? (view as View) : "form");

function RouteList({ edit }: { edit: RoutingEdit }) {
  const { routes, saved, error, put } = edit;
  const teams = useTeams().data ?? [];
  const skills = skillsOf(usePeople().data ?? []);
  const before = new Map(saved.map((route) => [keyOf(route), JSON.stringify(route)]));
  const dead = unreachable(routes);
  return (
    <section className="grid gap-3">
      <p className="mut">
        Asked from top to bottom when a person is wanted; the first that matches chooses the team. A
        rule of the handoff policy that names a team itself comes before all of them; where none
        matches, the policy's own team is asked.
      </p>
      <ErrorSummary error={error} />
      {routes.length === 0 ? (
        <p className="ch-none">No routes: the policy's team gets all.</p>
      ) : null}
      <ol className="grid gap-2" aria-label="Routes">
        {routes.map((route, at) => (
          <RouteCard
            key={keyOf(route)}
            {...{ route, at, teams, skills, error }}
            last={at === routes.length - 1}
            edited={before.get(keyOf(route)) !== JSON.stringify(route)}
            fresh={!before.has(keyOf(route))}
            dead={dead.has(at)}
            onChange={(patch) => put(changed(routes, at, patch))}
            onMove={(step) => put(moved(routes, at, step))}
            onRemove={() => put(removed(routes, at))}
          />
        ))}
      </ol>
      <div>
        <button
          type="button"
          className="bt"
          onClick={() => put(added(routes, teams[0]?.id ?? "support"))}
        >
          <Plus size={14} /> Add a route
        </button>
      </div>
    </section>
  );
}

function Open({ view, edit }: { view: View; edit: RoutingEdit }) {
  switch (view) {
    case "form":
      return <RouteList key={edit.round} edit={edit} />;
    case "text":
      return <YamlText label="Routing as YAML" {...edit} />;
    case "try":
      return <TryRouting draft={edit.draft} />;
    case "versions":
      return <RoutingVersions live={edit.published.version} locked={edit.dirty} />;
  }
}

function Editor({ edit, first }: { edit: RoutingEdit; first: View }) {
  const queries = useQueryClient();
  const [view, setView] = useState<View>(first);
  const go = async (next: View) => {
    const shown =
      next === "form" ? edit.shape("routes") : next === "text" ? edit.shape("text") : true;
    if (await shown) setView(next);
  };
  const load = () => {
    edit.discard();
    void queries.invalidateQueries({ queryKey: ["routing"] });
  };
  const warnings = view === "form" || view === "text" ? (edit.published.warnings ?? []) : [];
  return (
    <>
      <Views views={VIEWS} view={view} onView={go} />
      {isMoved(edit.error) ? <Moved onLoad={load} onOver={() => edit.publish(true)} /> : null}
      {warnings.length ? (
        <ul className="why" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      ) : null}
      <Open view={view} edit={edit} />
      <SaveBar
        count={edit.dirty ? 1 : 0}
        busy={edit.busy}
        action="Publish"
        onSave={() => edit.publish(false)}
        onDiscard={edit.discard}
      />
    </>
  );
}

function Loaded({ published, first }: { published: RoutingEdit["published"]; first: View }) {
  const edit = useRoutingEdit(published);
  return <Editor edit={edit} first={first} />;
}

export default function RoutingPage() {
  const [, params] = useRoute("/routing/:view?");
  const { data, error, refetch } = useRouting();
  const aside = data ? (
    <span className="pill">{data.version ? `Version ${data.version}` : "Nothing published"}</span>
  ) : null;
  return (
    <PageFrame title="Routing" aside={aside}>
      {error ? <Failed error={error} onAgain={() => void refetch()} /> : null}
      {data ? (
        <Loaded key={params?.view} published={data} first={known(params?.view)} />
      ) : error ? null : (
        <Skeleton lines={5} />
      )}
    </PageFrame>
  );
}
