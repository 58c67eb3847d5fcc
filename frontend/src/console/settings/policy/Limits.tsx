/** What holds for the whole policy: limits, team, time zone, and whose word counts. */

import { useId } from "react";
import { errorAt } from "../../api/problem";
import type { PolicyBody } from "../../api/types";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import { numeric } from "./rules";

interface LimitsProps {
  readonly values: PolicyBody;
  readonly set: <K extends keyof PolicyBody>(key: K, value: PolicyBody[K]) => void;
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
  {
    key: "cool_down",
    label: "Cool-down, in messages",
    hint: "After a person gave the conversation back, only who asks for one and rules marked so fetch one again.",
    step: 1,
  },
] as const;

const ZONES = Intl.supportedValuesOf("timeZone");

function Zone({ values, set, error }: LimitsProps) {
  const id = useId();
  return (
    <>
      <Field
        label="Time zone"
        hint="In which conditions read the time and the day."
        list={id}
        value={values.zone}
        onChange={(zone) => set("zone", zone)}
        error={errorAt(error, "zone")}
      />
      <datalist id={id}>
        {["UTC", ...ZONES].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

export function Limits(props: LimitsProps) {
  const { values, set, error } = props;
  return (
    <section className="card">
      <h2>Limits</h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
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
        <Field
          label="Team"
          hint="To whom handoffs go, unless a rule says otherwise."
          value={values.team}
          onChange={(team) => set("team", team)}
          error={errorAt(error, "team")}
        />
        <div>
          <Zone {...props} />
        </div>
      </div>
      <Switch
        label="Believe what the page says about the visitor"
        hint="Off: conditions see only attributes that your server has signed."
        checked={values.trust_page}
        onChange={(on) => set("trust_page", on)}
      />
    </section>
  );
}
