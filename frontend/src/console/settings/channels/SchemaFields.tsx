/** The fields of a channel's form, drawn as its kind describes them. */

import type { ChannelField } from "../../api/channels";
import { errorAt } from "../../api/problem";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import type { Filled } from "./form";

interface SchemaFieldsProps {
  readonly fields: readonly ChannelField[];
  readonly filled: Filled;
  readonly isSet: (key: string) => boolean; // a secret that the server keeps
  readonly error: Error | null;
  readonly onChange: (filled: Filled) => void;
}

interface OneProps extends Omit<SchemaFieldsProps, "fields"> {
  readonly field: ChannelField;
}

const SET = "It is set, and never shown again. Type another to replace it.";

function SecretField({ field, filled, isSet, error, onChange }: OneProps) {
  const { key, label, help, required } = field;
  const value = filled.secrets[key];
  const set = (next: string | null) =>
    onChange({ ...filled, secrets: { ...filled.secrets, [key]: next } });
  const kept = isSet(key) && value !== null;
  return (
    <div className="grid gap-1">
      <Field
        label={required ? label : `${label} (optional)`}
        type="password"
        autoComplete="new-password"
        required={required && !kept}
        hint={kept ? SET : help}
        placeholder={kept ? "unchanged" : ""}
        value={value ?? ""}
        onChange={set}
        error={errorAt(error, `secrets.${key}`)}
      />
      {kept && !required ? (
        <button type="button" className="lk" onClick={() => set(null)}>
          Remove {label}
        </button>
      ) : null}
    </div>
  );
}

function PlainField({ field, filled, error, onChange }: OneProps) {
  const { key, label, help, kind, choices, required, default: usual } = field;
  const value = filled.settings[key] ?? "";
  const wrong = errorAt(error, `settings.${key}`);
  const set = (next: string) =>
    onChange({ ...filled, settings: { ...filled.settings, [key]: next } });
  if (kind === "switch")
    return (
      <Switch
        label={label}
        hint={wrong || help}
        checked={value === "on"}
        onChange={(on) => set(on ? "on" : "off")}
      />
    );
  if (kind === "choice")
    return (
      <>
        <Choose
          label={label}
          hint={help}
          value={value}
          options={[...(required || usual ? [] : [""]), ...choices].map((one) => ({
            value: one,
            label: one || "As usual",
          }))}
          onChange={set}
        />
        {wrong ? <p className="err">{wrong}</p> : null}
      </>
    );
  return (
    <Field
      label={required ? label : `${label} (optional)`}
      autoComplete="off"
      required={required}
      hint={help}
      value={value}
      onChange={set}
      error={wrong}
    />
  );
}

export function SchemaFields({ fields, ...rest }: SchemaFieldsProps) {
  return (
    <>
      {fields.map((field) =>
        field.kind === "secret" ? (
          <SecretField key={field.key} field={field} {...rest} />
        ) : (
          <PlainField key={field.key} field={field} {...rest} />
        ),
      )}
    </>
  );
}
