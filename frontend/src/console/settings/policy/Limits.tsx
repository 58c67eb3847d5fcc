/** The numbers that hold for the whole policy. */

import { errorAt } from "../../api/problem";
import type { PolicyBody } from "../../api/types";
import { Field } from "../../ui/Field";
import { numeric } from "./rules";

interface LimitsProps {
  readonly values: PolicyBody;
  readonly set: (key: "bar" | "patience_s" | "answer_within_s", value: number) => void;
  readonly error: Error | null;
}

const FIELDS = [
  {
    key: "bar",
    label: "Confidence bar",
    hint: "Below it, 0 to 1, the assistant says that it does not know.",
    step: 0.05,
  },
  {
    key: "patience_s",
    label: "Patience, in seconds",
    hint: "So long a visitor waits for a person before they can leave a message instead.",
    step: 10,
  },
  {
    key: "answer_within_s",
    label: "Answer within, in seconds",
    hint: "After this the visitor hears at least an honest notice.",
    step: 1,
  },
] as const;

export function Limits({ values, set, error }: LimitsProps) {
  return (
    <section className="card">
      <h2>Limits</h2>
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map(({ key, label, hint, step }) => (
          <Field
            key={key}
            label={label}
            hint={hint}
            type="number"
            min={0}
            step={step}
            value={String(values[key])}
            onChange={(text) => set(key, numeric(text, 0))}
            error={errorAt(error, key)}
          />
        ))}
      </div>
    </section>
  );
}
