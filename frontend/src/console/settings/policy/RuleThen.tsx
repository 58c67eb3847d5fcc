/** What happens when a rule fires: who is fetched, how soon, and what the visitor reads. */

import { Trash2 } from "lucide-react";
import { errorAt } from "../../api/problem";
import { Field } from "../../ui/Field";
import { language } from "../../ui/labels";
import { Switch } from "../../ui/Switch";
import type { RulePartProps } from "./RuleCard";
import { numeric } from "./rules";

/** The languages that the widget speaks. */
export const LANGUAGES = "en de fr es it pt nl pl tr ar hi ja zh".split(" ");

function RuleTexts({ rule, at, error, onChange }: RulePartProps) {
  const texts = rule.texts ?? {};
  const free = LANGUAGES.filter((one) => !(one in texts));
  const put = (tongue: string, text: string) => onChange({ texts: { ...texts, [tongue]: text } });
  const drop = (tongue: string) => {
    const { [tongue]: _, ...rest } = texts;
    onChange({ texts: rest });
  };
  return (
    <div className="grid gap-3">
      {Object.entries(texts).map(([tongue, text]) => (
        <div key={tongue} className="flex items-start gap-2">
          <div className="grow">
            <Field
              label={`What the visitor reads in ${language(tongue)}`}
              rows={2}
              value={text}
              onChange={(next) => put(tongue, next)}
              error={errorAt(error, `rules[${at}].texts.${tongue}`)}
            />
          </div>
          <button
            type="button"
            className="ib"
            aria-label={`Remove the text in ${language(tongue)}`}
            onClick={() => drop(tongue)}
          >
            <Trash2 size={16} />
          </button>
        </div>
      ))}
      <div className="max-w-60">
        <select
          className="in"
          aria-label="Add a text of this rule's own"
          value=""
          onChange={(event) => put(event.target.value, "")}
        >
          <option value="">Add a text of its own…</option>
          {free.map((tongue) => (
            <option key={tongue} value={tongue}>
              {language(tongue)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

export function RuleThen(props: RulePartProps) {
  const { rule, at, error, onChange } = props;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="Team"
          hint="Empty: the policy's team."
          value={rule.team ?? ""}
          onChange={(team) => onChange({ team: team || null })}
          error={errorAt(error, `rules[${at}].team`)}
        />
        <Field
          label="Priority"
          type="number"
          step={1}
          hint="Higher is served first."
          value={String(rule.priority ?? 0)}
          onChange={(text) => onChange({ priority: numeric(text, 0) })}
          error={errorAt(error, `rules[${at}].priority`)}
        />
      </div>
      <Switch
        label="Warm"
        hint="The assistant introduces the operator by name and sums the matter up."
        checked={rule.warm ?? false}
        onChange={(warm) => onChange({ warm })}
      />
      <Switch
        label="Also while the conversation cools down"
        hint="Fetches a person again even right after one gave the conversation back."
        checked={rule.always ?? false}
        onChange={(always) => onChange({ always })}
      />
      <RuleTexts {...props} />
    </>
  );
}
