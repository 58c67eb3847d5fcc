/** The policy as a form: rules in order, the owner's topics and details, limits, texts. */

import { Plus } from "lucide-react";
import { ErrorSummary } from "../ErrorSummary";
import { Entities } from "./Entities";
import { Limits } from "./Limits";
import { RuleCard } from "./RuleCard";
import { added, changed, keyOf, removed, moved as swapped } from "./rules";
import { Texts } from "./Texts";
import { Topics } from "./Topics";
import type { PolicyDraft } from "./usePolicyDraft";

function Rules({ draft }: { draft: PolicyDraft }) {
  const { form, saved, error, set } = draft;
  const { rules, topics } = form;
  const before = new Map(saved.rules.map((rule) => [keyOf(rule), JSON.stringify(rule)]));
  const own = topics.map(({ name }) => name).filter(Boolean);
  return (
    <section className="grid gap-3">
      <p className="mut">
        Rules are asked from top to bottom at every message. The first to fire decides; the others
        are kept as evidence.
      </p>
      <ol className="grid gap-2">
        {rules.map((rule, at) => (
          <RuleCard
            key={keyOf(rule)}
            rule={rule}
            at={at}
            last={at === rules.length - 1}
            edited={before.get(keyOf(rule)) !== JSON.stringify(rule)}
            fresh={!before.has(keyOf(rule))}
            own={own}
            error={error}
            onChange={(patch) => set("rules", changed(rules, at, patch))}
            onMove={(step) => set("rules", swapped(rules, at, step))}
            onRemove={() => set("rules", removed(rules, at))}
          />
        ))}
      </ol>
      <div>
        <button type="button" className="bt" onClick={() => set("rules", added(rules))}>
          <Plus size={14} /> Add a rule
        </button>
      </div>
    </section>
  );
}

export function PolicyForm({ draft }: { draft: PolicyDraft }) {
  const { form, error, round, set } = draft;
  return (
    <div key={round} className="grid gap-5">
      <ErrorSummary error={error} />
      <Rules draft={draft} />
      <Topics topics={form.topics} error={error} onChange={(topics) => set("topics", topics)} />
      <Entities
        entities={form.entities}
        error={error}
        onChange={(entities) => set("entities", entities)}
      />
      <Limits values={form} set={set} error={error} />
      <Texts texts={form.texts} onChange={(texts) => set("texts", texts)} error={error} />
    </div>
  );
}
