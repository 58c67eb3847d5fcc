/** Scripted flows: written as YAML, tried beside it, published. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useRoute } from "wouter";
import type { Flows } from "../../api/brain";
import { Failed, Skeleton } from "../../ui/Notice";
import { AssistantPicker, useAssistants } from "../assistants/AssistantsPage";
import { ErrorSummary } from "../ErrorSummary";
import { lineAt } from "../lines";
import { PageFrame } from "../PageFrame";
import { Moved } from "../policy/Moved";
import { moved } from "../policy/usePolicyDraft";
import { SaveBar } from "../SaveBar";
import { Views } from "../Views";
import { Drawing } from "./Drawing";
import { EXAMPLE } from "./example";
import { Faults } from "./Faults";
import { FlowVersions } from "./FlowVersions";
import { Preview } from "./Preview";
import { useCheck, useFlows, usePublishFlows, useSettled } from "./useFlows";

const VIEWS = { write: "Write and try", versions: "Versions" } as const;

interface EditorProps {
  readonly assistant: string;
  readonly live: Flows;
}

function Empty({ onExample }: { onExample: () => void }) {
  return (
    <div className="empty">
      <p>
        No flow yet. A flow asks step by step, with buttons and checked fields, and needs no model.
      </p>
      <button type="button" className="bt" onClick={onExample}>
        Begin with an example
      </button>
    </div>
  );
}

function Editor({ assistant, live }: EditorProps) {
  const queries = useQueryClient();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [view, setView] = useState<keyof typeof VIEWS>("write");
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? live.text;
  const dirty = text !== live.text;
  const publish = usePublishFlows(assistant, live.version, () => setEdited(null));
  const check = useCheck(assistant, useSettled(text));
  const errors = check.data?.errors ?? [];
  const drop = () => {
    setEdited(null);
    publish.reset();
  };
  const load = () => {
    drop();
    void queries.invalidateQueries({ queryKey: ["flows", assistant] });
  };
  const pick = (where: string) => {
    const range = lineAt(text, where);
    area.current?.focus();
    if (range) area.current?.setSelectionRange(...range);
  };
  return (
    <>
      <Views views={VIEWS} view={view} onView={setView} />
      {moved(publish.error) ? (
        <Moved onLoad={load} onOver={() => publish.mutate({ text, over: true })} />
      ) : (
        <ErrorSummary error={publish.error} onPick={pick} saying="Not published." />
      )}
      {view === "write" ? (
        <>
          {text.trim() ? null : <Empty onExample={() => setEdited(EXAMPLE)} />}
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <section className="grid gap-3" aria-label="Text of the flows">
              <textarea
                ref={area}
                className="in mono"
                aria-label="Flows as YAML"
                aria-invalid={errors.length > 0 ? true : undefined}
                aria-describedby="flow-faults"
                spellCheck={false}
                rows={Math.min(36, Math.max(18, text.split("\n").length + 1))}
                value={text}
                onChange={(event) => setEdited(event.target.value)}
              />
              <Faults check={check.data} failed={check.error} onPick={pick} />
            </section>
            <Preview
              assistant={assistant}
              text={text}
              good={errors.length === 0 && !!text.trim()}
            />
          </div>
          <Drawing flows={check.data?.flows ?? live.flows} />
        </>
      ) : (
        <FlowVersions
          assistant={assistant}
          live={live.version}
          onEdit={(old) => {
            setEdited(old);
            setView("write");
          }}
        />
      )}
      <SaveBar
        count={dirty ? 1 : 0}
        busy={publish.isPending}
        action="Publish"
        onSave={() => publish.mutate({ text, over: false })}
        onDiscard={drop}
      />
    </>
  );
}

export default function FlowsPage() {
  const assistants = useAssistants();
  const [, params] = useRoute("/flows/:assistant?");
  const id = params?.assistant ?? assistants.data?.[0]?.id;
  const flows = useFlows(id);
  const error = assistants.error ?? flows.error;
  const line = assistants.data?.find((one) => one.id === id);
  const version = flows.data?.version ?? 0;
  return (
    <PageFrame
      title="Flows"
      aside={version ? <span className="pill">Version {version}</span> : null}
    >
      {error ? <Failed error={error} onAgain={() => flows.refetch()} /> : null}
      {assistants.data && id ? (
        <AssistantPicker lines={assistants.data} id={id} base="/flows" />
      ) : null}
      {line && line.kind !== "flow" ? (
        <p className="why calm">
          {line.name} does not play flows now. Choose the kind “Flows” under Assistants, and it
          does.
        </p>
      ) : null}
      {id && flows.data ? (
        <Editor key={id} assistant={id} live={flows.data} />
      ) : error ? null : (
        <Skeleton lines={5} />
      )}
    </PageFrame>
  );
}
