/** What only some triggers ask for: the topics that count, and the sum from which a refund does. */

import { errorAt, errorWithin } from "../../api/problem";
import type { PolicyRule } from "../../api/types";
import { Field } from "../../ui/Field";
import { listed } from "./rules";

interface RuleExtrasProps {
  readonly rule: PolicyRule;
  readonly at: number;
  readonly error: Error | null;
  readonly onChange: (patch: Partial<PolicyRule>) => void;
}

export function RuleExtras({ rule, at, error, onChange }: RuleExtrasProps) {
  if (rule.trigger !== "sensitive_topic") return null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label="Topics"
        hint="Separated by commas."
        value={(rule.topics ?? []).join(", ")}
        onChange={(text) => onChange({ topics: listed(text) })}
        error={errorWithin(error, `rules[${at}].topics`)}
      />
      <Field
        label="Only above the sum"
        type="number"
        min={0}
        hint="Empty: whatever the sum."
        value={rule.amount == null ? "" : String(rule.amount)}
        onChange={(text) => onChange({ amount: text.trim() === "" ? null : Number(text) })}
        error={errorAt(error, `rules[${at}].amount`)}
      />
    </div>
  );
}
