/** A new operator with a first password, which they change themselves later. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorAt, words } from "../../api/problem";
import type { OperatorLine, Role } from "../../api/types";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { useToast } from "../../ui/toasts";
import { ROLES } from "./roles";

const BLANK = { name: "", email: "", password: "" };

export function AddOperator({ onClose }: { onClose: () => void }) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const [form, setForm] = useState(BLANK);
  const [role, setRole] = useState<Role>("operator");
  const add = useMutation({
    mutationFn: () => http.send<OperatorLine>("POST", "/api/operators", { ...form, role }),
    onSuccess: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ["operators"] });
      say(`${name} can log in now`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const bind = (key: keyof typeof BLANK) => ({
    value: form[key],
    onChange: (value: string) => setForm({ ...form, [key]: value }),
    error: errorAt(add.error, key),
    required: true,
  });
  return (
    <Modal open onClose={onClose} title="Add operator">
      <form className="grid gap-3" onSubmit={submit}>
        <Field label="Name" hint="Visitors see it." {...bind("name")} />
        <Field label="Email" type="email" {...bind("email")} />
        <Field
          label="First password"
          type="password"
          autoComplete="new-password"
          hint="Tell it to them by a safe way; they can change it in their profile."
          {...bind("password")}
        />
        <Choose label="Role" value={role} options={ROLES} onChange={setRole} />
        {add.error ? (
          <p className="err" role="alert">
            {words(add.error)}
          </p>
        ) : null}
        <footer>
          <button type="button" className="bt" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bt pri" disabled={add.isPending}>
            Add operator
          </button>
        </footer>
      </form>
    </Modal>
  );
}
