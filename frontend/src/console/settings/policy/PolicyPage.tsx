/** The handoff policy: when a person is fetched. Edited, tried, measured on the past, published. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRoute } from "wouter";
import type { PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { Failed, Skeleton } from "../../ui/Notice";
import { AssistantPicker, useAssistants } from "../assistants/AssistantsPage";
import { BacktestView } from "../backtest/BacktestView";
import { ShadowView } from "../backtest/ShadowView";
import { PageFrame } from "../PageFrame";
import { Playground } from "../playground/Playground";
import { SaveBar } from "../SaveBar";
import { Views } from "../Views";
import { YamlText } from "../YamlText";
import { Moved } from "./Moved";
import { PolicyForm } from "./PolicyForm";
import { moved, type PolicyDraft, usePolicyDraft } from "./usePolicyDraft";
import { Versions } from "./Versions";

const VIEWS = {
  form: "Rules",
  text: "As YAML",
  playground: "Try it",
  backtest: "Backtest",
  shadow: "Shadow",
  versions: "Versions",
} as const;
type View = keyof typeof VIEWS;

const known = (view: string | undefined): View => (view && view in VIEWS ? (view as View) : "form");

/** Doubts about a valid policy, such as a rule that can never fire. */
function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="why" aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}

function usePolicy(assistant: string | undefined) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["policy", assistant],
    enabled: assistant !== undefined,
    queryFn: () => http.get<PublishedPolicy>(`/api/assistants/${assistant}/policy`),
    refetchOnWindowFocus: false, // a newer version is found out at publishing, not under the hands
  });
}

function Open({ view, draft }: { view: View; draft: PolicyDraft }) {
  const { assistant, published } = draft;
  switch (view) {
    case "form":
      return <PolicyForm draft={draft} />;
    case "text":
      return <YamlText label="Policy as YAML" {...draft} />;
    case "playground":
      return <Playground draft={draft} />;
    case "backtest":
      return <BacktestView draft={draft} />;
    case "shadow":
      return <ShadowView draft={draft} />;
    case "versions":
      return <Versions assistant={assistant} live={published.version} locked={draft.count > 0} />;
  }
}

interface EditorProps {
  readonly assistant: string;
  readonly published: PublishedPolicy;
  readonly first: View;
}

function Editor({ assistant, published, first }: EditorProps) {
  const queries = useQueryClient();
  const [view, setView] = useState<View>(first);
  const draft = usePolicyDraft(assistant, published);
  const go = async (next: View) => {
    const shown = next === "form" ? draft.asForm() : next === "text" ? draft.asText() : true;
    if (await shown) setView(next);
  };
  const load = () => {
    draft.discard();
    void queries.invalidateQueries({ queryKey: ["policy", assistant] });
  };
  return (
    <>
      <Views views={VIEWS} view={view} onView={go} />
      {moved(draft.error) ? <Moved onLoad={load} onOver={() => draft.publish(true)} /> : null}
      {view === "form" || view === "text" ? <Warnings warnings={published.warnings ?? []} /> : null}
      <Open view={view} draft={draft} />
      <SaveBar
        count={draft.count}
        busy={draft.busy}
        action="Publish"
        onSave={() => draft.publish(false)}
        onDiscard={draft.discard}
      />
    </>
  );
}

export default function PolicyPage() {
  const assistants = useAssistants();
  const [, params] = useRoute("/policy/:assistant?/:view?");
  const id = params?.assistant ?? assistants.data?.[0]?.id;
  const policy = usePolicy(id);
  const error = assistants.error ?? policy.error;
  const aside = policy.data ? <span className="pill">Version {policy.data.version}</span> : null;
  return (
    <PageFrame title="Handoff policy" aside={aside}>
      {error ? <Failed error={error} onAgain={() => policy.refetch()} /> : null}
      {assistants.data && id ? (
        <AssistantPicker lines={assistants.data} id={id} base="/policy" />
      ) : null}
      {id && policy.data ? (
        <Editor
          key={`${id} ${params?.view}`}
          assistant={id}
          published={policy.data}
          first={known(params?.view)}
        />
      ) : error ? null : (
        <Skeleton lines={5} />
      )}
    </PageFrame>
  );
}
