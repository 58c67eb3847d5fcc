/** Changes my password. */

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorAt, words } from "../../api/problem";
import { useSession } from "../../app/session";
import { Field } from "../../ui/Field";
import { useToast } from "../../ui/toasts";

export function PasswordForm() {
  const { http } = useSession();
  const say = useToast();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useMutation({
    mutationFn: () => http.send("PATCH", "/api/me", { password: { old, new: fresh } }),
    onSuccess: () => {
      setOld("");
      setFresh("");
      say("Password changed");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>Password</h2>
      <Field
        label="Present password"
        type="password"
        autoComplete="current-password"
        required
        value={old}
        onChange={setOld}
        error={errorAt(change.error, "old")}
      />
      <Field
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        value={fresh}
        onChange={setFresh}
        error={errorAt(change.error, "new")}
      />
      {change.error ? (
        <p className="err" role="alert">
          {words(change.error)}
        </p>
      ) : null}
      <div>
        <button type="submit" className="bt" disabled={change.isPending}>
          Change password
        </button>
      </div>
    </form>
  );
}
