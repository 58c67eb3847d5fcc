/** Everything about one assistant that can be changed here. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { errorAt, errorWithin } from "../../api/problem";
import type { Assistant } from "../../api/types";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { type Form, fromLines, tidy, toLines, useForm } from "../useForm";
import { CalibrationCard } from "./CalibrationCard";
import { KindForm } from "./KindForm";
import { Snippet } from "./Snippet";

const HOUSE_COLOUR = "#6344d6"; // shown where none was chosen

const MODES = [
  { value: "escalation", label: "Escalation: people see handed-off conversations" },
  {
    value: "monitoring",
    label: "Monitoring: people see every conversation from its first message",
  },
] as const;

/** Only what is filled in: a secret that is left empty stays as it is. */
const given = (options: Assistant["options"]): Assistant["options"] =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value));

function useSave(saved: Assistant, form: Form<Assistant>) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: () => {
      const { starters, origins, chosen_kind, options, ...rest } = form.changes;
      const lists = {
        ...(starters ? { starters: tidy(starters) } : {}),
        ...(origins ? { origins: tidy(origins) } : {}),
      };
      const kind =
        chosen_kind || options
          ? { kind: form.values.chosen_kind, options: given(form.values.options) }
          : {};
      const path = `/api/assistants/${saved.id}`;
      return http.send<Assistant>("PATCH", path, { ...rest, ...lists, ...kind });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["assistant", saved.id] });
      void queries.invalidateQueries({ queryKey: ["assistants"] });
      form.discard();
      say("Assistant saved");
    },
  });
}

function Handing({ form }: { form: Form<Assistant> }) {
  const { values, set } = form;
  return (
    <section className="card">
      <h2>Handing to people</h2>
      <Switch
        label="Hand conversations to people"
        hint="Off: the assistant answers alone, and whoever asks for a person can leave a message."
        checked={values.handoff}
        onChange={(on) => set("handoff", on)}
      />
      <Choose
        label="Mode"
        value={values.mode}
        options={MODES}
        onChange={(mode) => set("mode", mode)}
      />
    </section>
  );
}

function Words({ form, error }: { form: Form<Assistant>; error: Error | null }) {
  const { values, set } = form;
  const text = (key: "name" | "greeting" | "instructions" | "accent") => ({
    value: values[key],
    onChange: (value: string) => set(key, value),
    error: errorAt(error, key),
  });
  return (
    <section className="card">
      <h2>Words and looks</h2>
      <Field label="Name" {...text("name")} />
      <Field
        label="Greeting"
        rows={2}
        hint="The first line a visitor reads."
        {...text("greeting")}
      />
      <Field
        label="Starters"
        rows={3}
        hint="Questions a visitor can begin with, one a line, at most four."
        value={toLines(values.starters)}
        onChange={(value) => set("starters", fromLines(value))}
        error={errorWithin(error, "starters")}
      />
      <Field
        label="Instructions"
        rows={5}
        hint="How the assistant should speak and what it should mind. A language model follows them."
        {...text("instructions")}
      />
      <Field
        label="Accent colour"
        type="color"
        {...text("accent")}
        value={values.accent || HOUSE_COLOUR}
      />
    </section>
  );
}

function Site({
  saved,
  form,
  error,
}: {
  saved: Assistant;
  form: Form<Assistant>;
  error: Error | null;
}) {
  return (
    <section className="card">
      <h2>On your site</h2>
      <Snippet text={saved.snippet} />
      <Field
        label="Allowed origins"
        rows={3}
        mono
        hint="Sites that may show this assistant, one a line, like https://shop.example"
        value={toLines(form.values.origins)}
        onChange={(value) => form.set("origins", fromLines(value))}
        error={errorWithin(error, "origins")}
      />
    </section>
  );
}

/** What answers, in a sentence. */
function brain({ kind, llm }: Assistant): string {
  if (kind === "flow") return "Plays flows, and answers other questions from your knowledge.";
  if (kind !== "extractive" && kind !== "llm") return "Answers come from a service of your own.";
  if (kind === "extractive") return "Answers with passages of your knowledge; needs no key.";
  if (!llm) return "Answers with a language model.";
  return `Answers with ${llm.model}${llm.has_key ? "" : ", but no key is set"}.`;
}

export function AssistantForm({ saved }: { saved: Assistant }) {
  const form = useForm(saved);
  const save = useSave(saved, form);
  return (
    <>
      <p className="mut">{brain(saved)}</p>
      <nav className="flex flex-wrap gap-2" aria-label="More of this assistant">
        <Link className="bt" to={`/policy/${saved.id}`}>
          Handoff policy
        </Link>
        <Link className="bt" to={`/policy/${saved.id}/playground`}>
          Playground
        </Link>
        <Link className="bt" to={`/policy/${saved.id}/backtest`}>
          Backtest
        </Link>
        <Link className="bt" to={`/flows/${saved.id}`}>
          Flows
        </Link>
      </nav>
      <ErrorSummary error={save.error} />
      <KindForm saved={saved} form={form} error={save.error} made={save.data?.made_secrets ?? {}} />
      <Handing form={form} />
      <Words form={form} error={save.error} />
      <Site saved={saved} form={form} error={save.error} />
      <CalibrationCard />
      <SaveBar
        count={form.count}
        busy={save.isPending}
        onSave={() => save.mutate()}
        onDiscard={() => {
          form.discard();
          save.reset();
        }}
      />
    </>
  );
}
