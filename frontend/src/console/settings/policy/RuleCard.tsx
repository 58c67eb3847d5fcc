/** One rule: when it fires and what it does then. */

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { errorAt } from "../../api/problem";
import type { PolicyRule } from "../../api/types";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { topic, trigger } from "../../ui/labels";
import { RuleExtras } from "./RuleExtras";
import { COUNTS, numeric, readsScore, readsTimes, TRIGGERS } from "./rules";

const ACTIONS = [
  { value: "handoff", label: "Fetch a person" },
  { value: "offer", label: "Ask whether to" },
] as const;

interface RuleCardProps {
  readonly rule: PolicyRule;
  readonly at: number;
  readonly last: boolean;
  readonly edited: boolean;
  readonly error: Error | null;
  readonly onChange: (patch: Partial<PolicyRule>) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

function Numbers({ rule, at, error, onChange }: RuleCardProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Choose
        label="When"
        value={rule.trigger}
        options={[...new Set([...TRIGGERS, rule.trigger])].map((value) => ({
          value,
          label: trigger(value),
        }))}
        onChange={(next) => onChange({ trigger: next })}
      />
      <Choose
        label="Then"
        value={rule.action ?? "handoff"}
        options={ACTIONS}
        onChange={(action) => onChange({ action })}
      />
      {readsScore(rule.trigger) ? (
        <Field
          label="From score"
          type="number"
          min={0}
          max={1}
          step={0.05}
          value={String(rule.threshold ?? 0.5)}
          onChange={(text) => onChange({ threshold: numeric(text, 0) })}
          error={errorAt(error, `rules[${at}].threshold`)}
        />
      ) : null}
      {readsTimes(rule.trigger) ? (
        <Field
          label="Times"
          type="number"
          min={1}
          step={1}
          hint={COUNTS[rule.trigger]}
          value={String(rule.times ?? 1)}
          onChange={(text) => onChange({ times: numeric(text, 1) })}
          error={errorAt(error, `rules[${at}].times`)}
        />
      ) : null}
    </div>
  );
}

export function RuleCard(props: RuleCardProps) {
  const { rule, at, last, edited, error, onMove, onRemove } = props;
  const name = topic(rule.id);
  return (
    <li className={edited ? "rl ed" : "rl"}>
      <span className="no">{at + 1}</span>
      <div className="grid gap-2">
        <div className="flex items-center gap-2">
          <b className="font-semibold">{name}</b>
          {edited ? <span className="pill">edited</span> : null}
        </div>
        <Numbers {...props} />
        <RuleExtras {...props} />
        {errorAt(error, `rules[${at}]`) ? (
          <p className="err">{errorAt(error, `rules[${at}]`)}</p>
        ) : null}
      </div>
      <div className="grid content-start gap-1">
        <button
          type="button"
          className="ib"
          aria-label={`Move ${name} up`}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={16} />
        </button>
        <button
          type="button"
          className="ib"
          aria-label={`Move ${name} down`}
          disabled={last}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={16} />
        </button>
        <button type="button" className="ib" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Trash2 size={16} />
        </button>
      </div>
    </li>
  );
}
