/** All that can be filled in of a channel: its name, its assistant, what its kind asks, the rest folded. */

import type { ChannelKind } from "../../api/channels";
import { errorAt, Problem } from "../../api/problem";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { useAssistants } from "../assistants/AssistantsPage";
import type { Filled } from "./form";
import { SchemaFields } from "./SchemaFields";

interface ChannelFieldsProps {
  readonly kind: ChannelKind;
  readonly filled: Filled;
  readonly isSet: (key: string) => boolean;
  readonly error: Error | null;
  readonly onChange: (filled: Filled) => void;
}

/** Whether something is wrong with a folded field: then it is unfolded. */
function wrongWithin(error: Error | null, keys: readonly string[]): boolean {
  const errors = error instanceof Problem ? error.errors : [];
  return errors.some(({ where }) => keys.includes(where.split(".").at(-1) ?? ""));
}

export function ChannelFields(props: ChannelFieldsProps) {
  const { kind, filled, isSet, error, onChange } = props;
  const assistants = useAssistants().data ?? [];
  const advanced = kind.form.filter((field) => field.advanced);
  const usual = kind.form.filter((field) => !field.advanced);
  const common = { filled, isSet, error, onChange };
  return (
    <>
      <Field
        label="Name"
        required
        hint="As your team sees it in the inbox."
        maxLength={80}
        value={filled.name}
        onChange={(name) => onChange({ ...filled, name })}
        error={errorAt(error, "name")}
      />
      {assistants.length > 1 ? (
        <Choose
          label="Assistant"
          hint="Who answers there."
          value={filled.assistant}
          options={assistants.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(assistant) => onChange({ ...filled, assistant })}
        />
      ) : null}
      <SchemaFields fields={usual} {...common} />
      {advanced.length > 0 ? (
        <details
          className="chan-fold"
          open={
            wrongWithin(
              error,
              advanced.map(({ key }) => key),
            ) || undefined
          }
        >
          <summary>Advanced</summary>
          <div className="grid gap-3">
            <SchemaFields fields={advanced} {...common} />
          </div>
        </details>
      ) : null}
    </>
  );
}
