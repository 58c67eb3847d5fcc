/** A new team: its name, and the id by which rules and routes call it. */

import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { errorAt, words } from "../../api/problem";
import { Field } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { useAddTeam } from "./useTeams";

/** "Billing & Refunds" as "billing-refunds". Pure. */
export const idOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

export function AddTeam({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const id = typed ?? idOf(name);
  const add = useAddTeam((team) => {
    onClose();
    go(`/teams/${team.id}`);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ id, name });
  };
  return (
    <Modal open onClose={onClose} title="Add a team">
      <form className="grid gap-3" onSubmit={submit}>
        <Field
          label="Name"
          required
          autoFocus
          value={name}
          onChange={setName}
          error={errorAt(add.error, "name")}
        />
        <Field
          label="Id"
          required
          mono
          hint="Rules and routes call the team by it. It stays."
          value={id}
          onChange={setTyped}
          error={errorAt(add.error, "id")}
        />
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
            Add the team
          </button>
        </footer>
      </form>
    </Modal>
  );
}
