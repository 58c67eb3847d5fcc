/** The policy as a form: rules in order, limits, texts. */

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useEffect } from "react";
import type { PolicyBody, PublishedPolicy } from "../../api/types";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { type Form, useForm } from "../useForm";
import { Limits } from "./Limits";
import { Moved } from "./Moved";
import { RuleCard } from "./RuleCard";
import { added, changed, removed, moved as swapped, tidied } from "./rules";
import { Texts } from "./Texts";
import { moved, usePublish } from "./usePublish";

export interface PolicyEditorProps {
  readonly assistant: string;
  readonly published: PublishedPolicy;
  readonly onDirty: (dirty: boolean) => void;
}

interface RulesProps {
  readonly form: Form<PolicyBody>;
  readonly saved: PolicyBody;
  readonly error: Error | null;
}

function Rules({ form, saved, error }: RulesProps) {
  const { rules } = form.values;
  const before = new Map(saved.rules.map((rule) => [rule.id, JSON.stringify(rule)]));
  return (
    <section className="grid gap-3">
      <p className="mut">
        Rules are asked from top to bottom at every message. The first to fire decides; the others
        are kept as evidence.
      </p>
      <ol className="grid gap-2">
        {rules.map((rule, at) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            at={at}
            last={at === rules.length - 1}
            edited={before.get(rule.id) !== JSON.stringify(rule)}
            error={error}
            onChange={(patch) => form.set("rules", changed(rules, at, patch))}
            onMove={(step) => form.set("rules", swapped(rules, at, step))}
            onRemove={() => form.set("rules", removed(rules, at))}
          />
        ))}
      </ol>
      <div>
        <button type="button" className="bt" onClick={() => form.set("rules", added(rules))}>
          <Plus size={14} /> Add a rule
        </button>
      </div>
    </section>
  );
}

export function PolicyForm({ assistant, published, onDirty }: PolicyEditorProps) {
  const queries = useQueryClient();
  const form = useForm(published.policy);
  const publish = usePublish(assistant, published.version, form.discard);
  useEffect(() => onDirty(form.count > 0), [form.count, onDirty]);
  const drop = () => {
    form.discard();
    publish.reset();
  };
  const send = (over: boolean) =>
    publish.mutate({
      draft: { policy: { ...form.values, rules: tidied(form.values.rules) } },
      over,
    });
  const load = () => {
    drop();
    void queries.invalidateQueries({ queryKey: ["policy", assistant] });
  };
  return (
    <>
      {moved(publish.error) ? (
        <Moved onLoad={load} onOver={() => send(true)} />
      ) : (
        <ErrorSummary error={publish.error} />
      )}
      <Rules form={form} saved={published.policy} error={publish.error} />
      <Limits values={form.values} set={form.set} error={publish.error} />
      <Texts
        texts={form.values.texts}
        onChange={(texts) => form.set("texts", texts)}
        error={publish.error}
      />
      <SaveBar
        count={form.count}
        busy={publish.isPending}
        action="Publish"
        onSave={() => send(false)}
        onDiscard={drop}
      />
    </>
  );
}
