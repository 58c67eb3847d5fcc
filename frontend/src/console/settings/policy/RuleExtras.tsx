/** What only some triggers ask for: topics and a sum, or a situation in plain words. */

import { errorAt, errorWithin } from "../../api/problem";
import { Field } from "../../ui/Field";
import { topic } from "../../ui/labels";
import { fromLines, toLines } from "../useForm";
import type { RulePartProps } from "./RuleCard";
import { TOPICS } from "./rules";

function TopicChips({ rule, at, own, error, onChange }: RulePartProps) {
  const chosen = rule.topics ?? [];
  const wrong = errorWithin(error, `rules[${at}].topics`);
  const all = [...new Set<string>([...TOPICS, ...own, ...chosen])];
  const flip = (name: string) =>
    onChange({
      topics: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name],
    });
  return (
    <fieldset className="field">
      <legend className="label">Topics</legend>
      <div className="flex flex-wrap gap-2 pt-1">
        {all.map((name) => (
          <button
            key={name}
            type="button"
            className={chosen.includes(name) ? "chip on" : "chip"}
            aria-pressed={chosen.includes(name)}
            onClick={() => flip(name)}
          >
            {topic(name)}
          </button>
        ))}
      </div>
      {wrong ? <p className="err">{wrong}</p> : null}
    </fieldset>
  );
}

function Described({ rule, at, error, onChange }: RulePartProps) {
  const lines = (key: "examples" | "not_examples") => ({
    rows: 3,
    value: toLines(rule[key] ?? []),
    onChange: (text: string) => onChange({ [key]: fromLines(text) }),
    error: errorWithin(error, `rules[${at}].${key}`),
  });
  return (
    <>
      <Field
        label="The situation in plain words"
        rows={2}
        hint="A language model judges it where one answers; otherwise the message's likeness to it."
        value={rule.description ?? ""}
        onChange={(description) => onChange({ description })}
        error={errorAt(error, `rules[${at}].description`)}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="What a visitor says in it"
          hint="One example a line. Three make it much surer."
          {...lines("examples")}
        />
        <Field
          label="What sounds alike and is something else"
          hint="One example a line."
          {...lines("not_examples")}
        />
      </div>
    </>
  );
}

export function RuleExtras(props: RulePartProps) {
  const { rule, at, error, onChange } = props;
  if (rule.trigger === "described") return <Described {...props} />;
  if (rule.trigger !== "sensitive_topic") return null;
  return (
    <>
      <TopicChips {...props} />
      <div className="sm:max-w-60">
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
    </>
  );
}
