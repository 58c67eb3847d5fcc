/** The condition that narrows a rule: rows that must all hold, or any of them, nested. */

import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { errorAt, errorWithin } from "../../api/problem";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import {
  about,
  asking,
  type Condition,
  fresh,
  type Group,
  headOf,
  nameOf,
  OPS,
  opsOf,
  type Plain,
  parse,
  SUBJECTS,
  subjectOf,
  type Test,
  typed,
  written,
} from "./condition";
import { listed } from "./rules";

interface RowProps<T extends Condition> {
  readonly value: T;
  readonly path: string;
  readonly error: Error | null;
  readonly onChange: (value: Condition) => void;
  readonly onRemove: () => void;
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function Value({ value, onChange }: Pick<RowProps<Test>, "value" | "onChange">) {
  const { subject, op } = value;
  const hint = SUBJECTS.find((one) => one.value === headOf(subject))?.hint;
  const many: readonly Plain[] = typeof value.value === "object" ? value.value : [value.value];
  const put = (next: Test["value"]) => onChange({ ...value, value: next });
  if (op === "between")
    return (
      <div className="grid grid-cols-2 gap-2">
        {["From", "To"].map((label, i) => (
          <Field
            key={label}
            label={label}
            type={subject === "time" ? "time" : "number"}
            step={subject === "time" ? 60 : 0.05}
            value={String(many[i] ?? "")}
            onChange={(text) => {
              const next = subject === "time" ? text : typed(text, subject, op);
              put(i === 0 ? [next, many[1] ?? ""] : [many[0] ?? "", next]);
            }}
          />
        ))}
      </div>
    );
  if (subject === "weekday" && op === "is")
    return (
      <Choose
        label="Value"
        value={String(value.value)}
        options={["", ...DAYS].map((day) => ({ value: day, label: day || "Choose a day" }))}
        onChange={put}
      />
    );
  return (
    <Field
      label={op === "in" ? "Values, with commas" : "Value"}
      placeholder={hint ?? ""}
      value={many.join(", ")}
      onChange={(text) =>
        put(
          op === "in"
            ? listed(text).map((one) => typed(one, subject, op))
            : typed(text, subject, op),
        )
      }
    />
  );
}

function TestRow({ value, path, error, onChange, onRemove }: RowProps<Test>) {
  const head = headOf(value.subject);
  const named = head.includes(".") && head !== "message.length";
  const wrong = errorWithin(error, `${path}.${value.subject}`);
  return (
    <li className="cond">
      <div className="cond-f">
        <Choose
          label="What"
          value={head}
          options={
            SUBJECTS.some((one) => one.value === head)
              ? SUBJECTS
              : [...SUBJECTS, { value: head, label: head }]
          }
          onChange={(next) => onChange(about(value, subjectOf(next, nameOf(value.subject))))}
        />
        {named ? (
          <Field
            label="Name"
            value={nameOf(value.subject)}
            onChange={(name) => onChange({ ...value, subject: subjectOf(head, name) })}
          />
        ) : null}
        <Choose
          label="How"
          value={value.op}
          options={OPS.filter((one) => opsOf(value.subject).includes(one.value))}
          onChange={(op) => onChange(asking(value, op))}
        />
        <Value value={value} onChange={onChange} />
      </div>
      <button type="button" className="ib" aria-label="Remove this condition" onClick={onRemove}>
        <Trash2 size={16} />
      </button>
      {wrong ? <p className="err">{wrong}</p> : null}
    </li>
  );
}

const JOINS = [
  { value: "all", label: "All of these hold" },
  { value: "any", label: "Any of these holds" },
] as const;

function GroupRows({ value, path, error, onChange, onRemove }: RowProps<Group>) {
  const put = (of: Group["of"]) => (of.length > 0 ? onChange({ ...value, of }) : onRemove());
  const wrong = errorAt(error, path);
  const place = (at: number) => `${path}.${value.kind}[${at}]`;
  return (
    <div className="cond-g">
      <div className="flex items-end gap-2">
        <Choose
          label="When"
          value={value.kind}
          options={JOINS}
          onChange={(kind) => onChange({ ...value, kind })}
        />
        <button
          type="button"
          className="ib"
          aria-label="Remove this group of conditions"
          onClick={onRemove}
        >
          <Trash2 size={16} />
        </button>
      </div>
      <ul className="grid gap-2">
        {value.of.map((one, at) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place; it has no name
            key={at}
            value={one}
            path={place(at)}
            error={error}
            onChange={(next) => put(value.of.map((old, i) => (i === at ? next : old)))}
            onRemove={() => put(value.of.filter((_, i) => i !== at))}
          />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="bt" onClick={() => put([...value.of, fresh()])}>
          <Plus size={14} /> Condition
        </button>
        <button
          type="button"
          className="bt"
          onClick={() => {
            const kind = value.kind === "all" ? "any" : "all";
            put([...value.of, { kind, of: [fresh()] }]);
          }}
        >
          <Plus size={14} /> Group
        </button>
        <button
          type="button"
          className="bt"
          onClick={() => put([...value.of, { kind: "not", of: fresh() }])}
        >
          <Plus size={14} /> Not
        </button>
      </div>
      {wrong ? <p className="err">{wrong}</p> : null}
    </div>
  );
}

function Row({ value, ...rest }: RowProps<Condition>) {
  switch (value.kind) {
    case "test":
      return <TestRow value={value} {...rest} />;
    case "not":
      return (
        <li className="cond-not">
          <b>Not:</b>
          <ul>
            <Row
              value={value.of}
              path={`${rest.path}.not`}
              error={rest.error}
              onChange={(of) => rest.onChange({ kind: "not", of })}
              onRemove={rest.onRemove}
            />
          </ul>
        </li>
      );
    default:
      return (
        <li>
          <GroupRows value={value} {...rest} />
        </li>
      );
  }
}

interface WhenProps {
  readonly when: unknown;
  readonly path: string; // of the rule: "rules[2]"
  readonly error: Error | null;
  readonly onChange: (when: unknown) => void;
}

export function When({ when, path, error, onChange }: WhenProps) {
  const id = useId();
  const found = parse(when);
  const wrong = errorWithin(error, `${path}.when`);
  if (!found && when != null)
    return <p className="hint">This rule's condition can only be edited as YAML.</p>;
  if (!found)
    return (
      <div>
        <button type="button" className="bt" onClick={() => onChange(written(fresh()))}>
          <Plus size={14} /> Only under a condition
        </button>
        {wrong ? <p className="err">{wrong}</p> : null}
      </div>
    );
  const group: Group =
    found.kind === "all" || found.kind === "any" ? found : { kind: "all", of: [found] };
  const bare = group !== found; // a single test stands without its group
  return (
    <section className="grid gap-2" aria-labelledby={id}>
      <h4 id={id} className="label">
        Condition
      </h4>
      <GroupRows
        value={group}
        path={`${path}.when`}
        error={error}
        onChange={(next) => {
          const only = next.kind === "all" && next.of.length === 1 ? next.of[0] : undefined;
          onChange(written(bare && only ? only : next));
        }}
        onRemove={() => onChange(null)}
      />
      {bare && wrong ? <p className="err">{wrong}</p> : null}
    </section>
  );
}
