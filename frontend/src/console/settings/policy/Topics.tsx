/** Matters of the owner's own that are to be recognised: by words, by a description, by examples. */

import { Plus, Trash2 } from "lucide-react";
import { errorAt, errorWithin } from "../../api/problem";
import type { PolicyTopic } from "../../api/types";
import { Field } from "../../ui/Field";
import { fromLines, toLines } from "../useForm";
import { listed } from "./rules";

interface TopicsProps {
  readonly topics: readonly PolicyTopic[];
  readonly error: Error | null;
  readonly onChange: (topics: readonly PolicyTopic[]) => void;
}

interface CardProps {
  readonly topic: PolicyTopic;
  readonly at: number;
  readonly error: Error | null;
  readonly onChange: (patch: Partial<PolicyTopic>) => void;
  readonly onRemove: () => void;
}

function Card({ topic, at, error, onChange, onRemove }: CardProps) {
  const words = (key: "keywords" | "not_keywords") => ({
    value: (topic[key] ?? []).join(", "),
    onChange: (text: string) => onChange({ [key]: listed(text) }),
    error: errorWithin(error, `topics[${at}].${key}`),
  });
  const wrong = errorAt(error, `topics[${at}]`);
  return (
    <li className="rl two">
      <div className="grid gap-3 min-w-0">
        <Field
          label="Name"
          hint="Letters, digits and - _ ."
          value={topic.name}
          onChange={(name) => onChange({ name })}
          error={errorAt(error, `topics[${at}].name`)}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Words that show it" hint="With commas." {...words("keywords")} />
          <Field label="Not with these words" hint="With commas." {...words("not_keywords")} />
        </div>
        <Field
          label="Description"
          value={topic.description ?? ""}
          onChange={(description) => onChange({ description })}
          error={errorAt(error, `topics[${at}].description`)}
        />
        <Field
          label="Examples"
          rows={2}
          hint="What a visitor says, one a line."
          value={toLines(topic.examples ?? [])}
          onChange={(text) => onChange({ examples: fromLines(text) })}
          error={errorWithin(error, `topics[${at}].examples`)}
        />
        {wrong ? <p className="err">{wrong}</p> : null}
      </div>
      <button
        type="button"
        className="ib"
        aria-label={`Remove the topic ${topic.name}`}
        onClick={onRemove}
      >
        <Trash2 size={16} />
      </button>
    </li>
  );
}

export function Topics({ topics, error, onChange }: TopicsProps) {
  return (
    <section className="card">
      <h2>Topics of your own</h2>
      <p className="mut">
        Rules of the kind “Sensitive topic” can name them, and so can conditions.
      </p>
      <ul className="grid gap-2">
        {topics.map((topic, at) => (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being typed
            key={at}
            topic={topic}
            at={at}
            error={error}
            onChange={(patch) =>
              onChange(topics.map((one, i) => (i === at ? { ...one, ...patch } : one)))
            }
            onRemove={() => onChange(topics.filter((_, i) => i !== at))}
          />
        ))}
      </ul>
      <div>
        <button
          type="button"
          className="bt"
          onClick={() => onChange([...topics, { name: "", keywords: [], examples: [] }])}
        >
          <Plus size={14} /> Add a topic
        </button>
      </div>
    </section>
  );
}
