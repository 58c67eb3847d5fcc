/** "Who would get this now? Why nobody?": a dry run for a made-up conversation or a real one. */

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorAt } from "../../api/problem";
import type { MadeUp, RoutingDraft, RoutingResult } from "../../api/routing";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { useAssistants } from "../assistants/AssistantsPage";
import { ErrorSummary } from "../ErrorSummary";
import { numeric } from "../policy/rules";
import { attributesOf } from "./attributes";
import { RoutingAnswer } from "./RoutingAnswer";

interface Wish {
  readonly conversation: string;
  readonly made_up: MadeUp;
}

function useTry(draft: RoutingDraft | null) {
  const { http } = useSession();
  return useMutation({
    mutationFn: (wish: Wish) =>
      http.send<RoutingResult>("POST", "/api/admin/routing/try", { ...draft, ...wish }),
  });
}

const SOURCES = [
  { value: "made_up", label: "A made-up conversation" },
  { value: "real", label: "A real conversation" },
] as const;

const BLANK: Omit<MadeUp, "assistant" | "attributes"> = {
  text: "",
  channel: "web",
  page: "",
  language: "",
  priority: 0,
};

interface CircumstancesProps {
  readonly values: typeof BLANK;
  readonly about: string;
  readonly error: Error | null;
  readonly set: (patch: Partial<typeof BLANK>) => void;
  readonly setAbout: (about: string) => void;
}

function Circumstances({ values, about, error, set, setAbout }: CircumstancesProps) {
  return (
    <>
      <Field
        label="What the visitor asks"
        rows={2}
        hint="Topics and details are read from it, and the language if none is given."
        value={values.text}
        onChange={(text) => set({ text })}
        error={errorAt(error, "text")}
      />
      <div className="grid gap-3 sm:grid-cols-4">
        <Field
          label="Page"
          placeholder="/pricing"
          value={values.page}
          onChange={(page) => set({ page })}
        />
        <Field
          label="Language"
          placeholder="as it is written"
          value={values.language}
          onChange={(language) => set({ language })}
        />
        <Field label="Channel" value={values.channel} onChange={(channel) => set({ channel })} />
        <Field
          label="Priority of the rule"
          type="number"
          value={String(values.priority)}
          onChange={(text) => set({ priority: numeric(text, 0) })}
        />
      </div>
      <Field
        label="About the visitor"
        placeholder="plan: gold, country: NG"
        hint="Names and values, with commas between."
        value={about}
        onChange={setAbout}
        error={errorAt(error, "attributes")}
      />
    </>
  );
}

export function TryRouting({ draft }: { draft: RoutingDraft | null }) {
  const assistants = useAssistants().data ?? [];
  const [source, setSource] = useState<"made_up" | "real">("made_up");
  const [conversation, setConversation] = useState("");
  const [values, setValues] = useState(BLANK);
  const [about, setAbout] = useState("");
  const attempt = useTry(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const assistant = assistants[0]?.id ?? "main";
    const made_up = { ...values, assistant, attributes: attributesOf(about) };
    attempt.mutate({ conversation: source === "real" ? conversation.trim() : "", made_up });
  };
  return (
    <>
      <form className="card" aria-label="Dry run" onSubmit={submit}>
        <h2>Who would get this now?</h2>
        <p className="mut">
          {draft ? "Your draft is asked." : "The routing in force is asked."} Nothing happens:
          nobody is told, nothing is given.
        </p>
        <Choose label="Of" value={source} options={SOURCES} onChange={setSource} />
        {source === "real" ? (
          <Field
            label="Its id"
            mono
            required
            hint="The last part of the conversation's address."
            value={conversation}
            onChange={setConversation}
          />
        ) : (
          <Circumstances
            {...{ values, about, setAbout }}
            error={attempt.error}
            set={(patch) => setValues({ ...values, ...patch })}
          />
        )}
        <ErrorSummary error={attempt.error} saying="Not tried." />
        <div>
          <button type="submit" className="bt pri" disabled={attempt.isPending}>
            {attempt.isPending ? "Asking…" : "Ask"}
          </button>
        </div>
      </form>
      <div role="status">{attempt.data ? <RoutingAnswer found={attempt.data} /> : null}</div>
    </>
  );
}
