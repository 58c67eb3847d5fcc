/** A new password for somebody who forgot theirs. */

import { type FormEvent, useState } from "react";
import type { OperatorLine } from "../../api/types";
import { Field } from "../../ui/Field";
import { Modal } from "../../ui/Modal";

interface ResetPasswordProps {
  readonly line: OperatorLine;
  readonly onSave: (password: string) => void;
  readonly onClose: () => void;
}

export function ResetPassword({ line, onSave, onClose }: ResetPasswordProps) {
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(password);
    onClose();
  };
  return (
    <Modal open onClose={onClose} title={`New password for ${line.name}`}>
      <form className="grid gap-3" onSubmit={submit}>
        <Field
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          autoFocus
          value={password}
          onChange={setPassword}
        />
        <footer>
          <button type="button" className="bt" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bt pri">
            Set password
          </button>
        </footer>
      </form>
    </Modal>
  );
}
