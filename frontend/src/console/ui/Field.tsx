/** A labelled text input or text area with its hint and its error. */

import { useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly type?:
    | "text"
    | "email"
    | "password"
    | "number"
    | "color"
    | "url"
    | "time"
    | "date"
    | "datetime-local";
  readonly rows?: number; // given: a text area
  readonly mono?: boolean;
  readonly autoComplete?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly list?: string; // id of a datalist
}

export function Field(props: FieldProps) {
  const { label, value, onChange, hint, error, rows, mono, type, ...rest } = props;
  const id = useId();
  const about = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const common = {
    ...rest,
    id,
    value,
    className: mono ? "in mono" : "in",
    "aria-invalid": error ? true : undefined,
    "aria-describedby": about || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea {...common} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...common}
          type={type ?? "text"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="err" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
