/** Name and email notices: kept by the server. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { errorAt } from "../../api/problem";
import type { Me } from "../../api/types";
import { useSession } from "../../app/session";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { useForm } from "../useForm";

export function AboutMe() {
  const { http, me } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const form = useForm<Pick<Me, "name" | "email_notices">>({
    name: me.name,
    email_notices: me.email_notices,
  });
  const save = useMutation({
    mutationFn: () => http.send<Me>("PATCH", "/api/me", form.changes),
    onSuccess: (next) => {
      queries.setQueryData(["me"], { ...me, ...next });
      form.discard();
      say("Profile saved");
    },
  });
  return (
    <>
      <section className="card">
        <h2>About me</h2>
        <p className="mut">
          {me.email}, {me.role}
        </p>
        <ErrorSummary error={save.error} />
        <Field
          label="Name"
          hint="Visitors see it when you reply."
          value={form.values.name}
          onChange={(name) => form.set("name", name)}
          error={errorAt(save.error, "name")}
        />
        <Switch
          label="Mail me when somebody is handed to my team"
          checked={form.values.email_notices}
          onChange={(on) => form.set("email_notices", on)}
        />
      </section>
      <SaveBar
        count={form.count}
        busy={save.isPending}
        onSave={() => save.mutate()}
        onDiscard={() => {
          form.discard();
          save.reset();
        }}
      />
    </>
  );
}
