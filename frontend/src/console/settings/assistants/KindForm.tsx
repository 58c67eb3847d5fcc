/** What answers: the kind of the assistant, and what that kind wants to be told. */

import { useQuery } from "@tanstack/react-query";
import type { Kind, KindOption } from "../../api/brain";
import { errorAt } from "../../api/problem";
import type { Assistant } from "../../api/types";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { CopyButton } from "../../ui/CopyButton";
import { Field } from "../../ui/Field";
import { Failed, Skeleton } from "../../ui/Notice";
import type { Form } from "../useForm";

interface KindFormProps {
  readonly saved: Assistant;
  readonly form: Form<Assistant>;
  readonly error: Error | null;
  readonly made: Readonly<Record<string, string>>; // secrets made just now, to be copied
}

interface OptionFieldProps {
  readonly option: KindOption;
  readonly value: string;
  readonly isSet: boolean; // a secret that the server keeps
  readonly error: string;
  readonly onChange: (value: string) => void;
}

function OptionField({ option, value, isSet, error, onChange }: OptionFieldProps) {
  const { label, hint, shape, choices } = option;
  if (choices.length > 0)
    return (
      <Choose
        label={label}
        hint={hint}
        value={value || option.usual}
        options={choices.map((one) => ({ value: one, label: one }))}
        onChange={onChange}
      />
    );
  const secret = shape === "secret" || shape === "webhook_secret";
  return (
    <Field
      label={label}
      hint={
        secret && isSet ? "It is set, and never shown again. Type another to replace it." : hint
      }
      type={secret ? "password" : shape === "url" ? "url" : "text"}
      autoComplete={secret ? "new-password" : "off"}
      placeholder={secret && isSet ? "unchanged" : ""}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

/** Secrets that the server has just made: told this once. */
function Made({ made }: { made: KindFormProps["made"] }) {
  const all = Object.entries(made);
  if (all.length === 0) return null;
  return (
    <div className="why" role="status">
      <b>Copy this now; it is never shown again.</b>
      {all.map(([name, value]) => (
        <p key={name} className="flex items-center gap-2">
          <code className="snippet grow">{value}</code>
          <CopyButton text={value} name={name} />
        </p>
      ))}
    </div>
  );
}

export function KindForm({ saved, form, error, made }: KindFormProps) {
  const { http } = useSession();
  const { data, error: failed } = useQuery({
    queryKey: ["assistant-kinds"],
    queryFn: () => http.get<readonly Kind[]>("/api/assistant-kinds"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { values, set } = form;
  const kind = data?.find(({ name }) => name === values.chosen_kind);
  const same = values.chosen_kind === saved.chosen_kind;
  const choose = (name: string) => {
    set("chosen_kind", name);
    set("options", name === saved.chosen_kind ? saved.options : {});
  };
  return (
    <section className="card">
      <h2>What answers</h2>
      {failed ? <Failed error={failed} /> : null}
      {!data && !failed ? <Skeleton /> : null}
      {data ? (
        <Choose
          label="Kind"
          hint={kind?.hint ?? ""}
          value={values.chosen_kind}
          options={data.map(({ name, label }) => ({ value: name, label }))}
          onChange={choose}
        />
      ) : null}
      {kind?.options.map((option) => (
        <OptionField
          key={`${kind.name} ${option.name}`}
          option={option}
          value={values.options[option.name] ?? ""}
          isSet={same && saved.secrets.includes(option.name)}
          error={errorAt(error, `options.${option.name}`)}
          onChange={(value) => set("options", { ...values.options, [option.name]: value })}
        />
      ))}
      {errorAt(error, "kind") ? <p className="err">{errorAt(error, "kind")}</p> : null}
      <Made made={made} />
    </section>
  );
}
