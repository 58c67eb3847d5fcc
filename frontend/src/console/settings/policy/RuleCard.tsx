/** One rule: folded to a line, or open with when it fires and what it does then. */

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { errorAt, errorWithin } from "../../api/problem";
import type { PolicyRule } from "../../api/types";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { trigger } from "../../ui/labels";
import { RuleExtras } from "./RuleExtras";
import { RuleThen } from "./RuleThen";
import { COUNTS, numeric, readsScore, readsTimes, summary, TRIGGERS } from "./rules";
import { When } from "./When";

const ACTIONS = [
  { value: "handoff", label: "Fetch a person" },
  { value: "offer", label: "Ask whether to" },
] as const;

export interface RulePartProps {
  readonly rule: PolicyRule;
  readonly at: number;
  readonly own: readonly string[]; // names of the owner's topics
  readonly error: Error | null;
  readonly onChange: (patch: Partial<PolicyRule>) => void;
}

interface RuleCardProps extends RulePartProps {
  readonly last: boolean;
  readonly edited: boolean;
  readonly fresh: boolean;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

function Basics({ rule, at, error, onChange }: RulePartProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      <Field
        label="Name"
        value={rule.id}
        onChange={(id) => onChange({ id })}
        error={errorAt(error, `rules[${at}].id`)}
      />
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
          label={rule.trigger === "low_confidence" ? "Below confidence" : "From score"}
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

function Order({
  at,
  last,
  name,
  onMove,
  onRemove,
}: Omit<RuleCardProps, "rule"> & { name: string }) {
  return (
    <div className="rl-o">
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
  );
}

export function RuleCard(props: RuleCardProps) {
  const { rule, at, edited, fresh, error, onChange } = props;
  const [chosen, setChosen] = useState(fresh);
  const id = useId();
  const wrong = errorWithin(error, `rules[${at}]`);
  const open = chosen || wrong !== "";
  const offers = rule.action === "offer";
  return (
    <li className={edited ? "rl ed" : "rl"}>
      <span className="no">{at + 1}</span>
      <div className="grid gap-3 min-w-0">
        <button
          type="button"
          className="rl-h"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setChosen(!open)}
        >
          <ChevronDown size={16} className={open ? "turned" : undefined} />
          <b>{rule.id || "Unnamed"}</b>
          <span className={offers ? "tg h-bot" : "tg h-wait"}>
            {offers ? "offers a person" : "fetches a person"}
          </span>
          {edited ? <span className="pill">edited</span> : null}
          {open ? null : <span className="rl-s">{summary(rule)}</span>}
        </button>
        <div id={id} className="grid gap-4" hidden={!open}>
          {open ? (
            <>
              <Basics {...props} />
              <RuleExtras {...props} />
              <When
                when={rule.when}
                path={`rules[${at}]`}
                error={error}
                onChange={(when) => onChange({ when })}
              />
              <RuleThen {...props} />
            </>
          ) : null}
        </div>
        {errorAt(error, `rules[${at}]`) ? (
          <p className="err">{errorAt(error, `rules[${at}]`)}</p>
        ) : null}
      </div>
      <Order {...props} name={rule.id} />
    </li>
  );
}
