/** The handoff policy: when a person is fetched. As a form, as text, and what was in force before. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useRoute } from "wouter";
import type { PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { Failed, Skeleton } from "../../ui/Notice";
import { AssistantPicker, useAssistants } from "../assistants/AssistantsPage";
import { PageFrame } from "../PageFrame";
import { PolicyForm } from "./PolicyForm";
import { PolicyText } from "./PolicyText";
import { Versions } from "./Versions";

const VIEWS = { form: "Rules", text: "As YAML", versions: "Versions" } as const;
type View = keyof typeof VIEWS;

interface ViewsProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly locked: boolean; // unsaved changes in the present view
}

function Views({ view, onView, locked }: ViewsProps) {
  return (
    <fieldset className="flex gap-1" aria-label="View">
      {(Object.keys(VIEWS) as View[]).map((one) => (
        <button
          key={one}
          type="button"
          className={one === view ? "bt pri" : "bt"}
          aria-pressed={one === view}
          disabled={locked && one !== view}
          title={locked && one !== view ? "Publish or discard your changes first" : undefined}
          onClick={() => onView(one)}
        >
          {VIEWS[one]}
        </button>
      ))}
    </fieldset>
  );
}

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

export default function PolicyPage() {
  const assistants = useAssistants();
  const [, params] = useRoute("/policy/:assistant?");
  const id = params?.assistant ?? assistants.data?.[0]?.id;
  const policy = usePolicy(id);
  const [view, setView] = useState<View>("form");
  const [locked, setLocked] = useState(false);
  const error = assistants.error ?? policy.error;
  const aside = policy.data ? <span className="pill">Version {policy.data.version}</span> : null;
  return (
    <PageFrame title="Handoff policy" aside={aside}>
      {error ? <Failed error={error} onAgain={() => policy.refetch()} /> : null}
      {assistants.data && id ? (
        <AssistantPicker lines={assistants.data} id={id} base="/policy" />
      ) : null}
      <Views view={view} onView={setView} locked={locked} />
      {id && policy.data ? (
        <>
          <Warnings warnings={policy.data.warnings ?? []} />
          {view === "form" ? (
            <PolicyForm key={id} assistant={id} published={policy.data} onDirty={setLocked} />
          ) : null}
          {view === "text" ? (
            <PolicyText key={id} assistant={id} published={policy.data} onDirty={setLocked} />
          ) : null}
          {view === "versions" ? <Versions assistant={id} live={policy.data.version} /> : null}
        </>
      ) : error ? null : (
        <Skeleton lines={5} />
      )}
    </PageFrame>
  );
}
