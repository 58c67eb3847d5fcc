/** The frame around login and setup: the sign, a title, a form. */

import type { FormEvent, ReactNode } from "react";
import { words } from "../api/problem";
import { Pair } from "../ui/Pair";

interface DoorProps {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function Door({ title, lead, action, busy, error, onSubmit, children }: DoorProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <main className="door">
      <form onSubmit={submit} className="door-card">
        <div className="door-sign">
          <Pair size={36} />
          <span>Warmline</span>
        </div>
        <h1>{title}</h1>
        <p className="mut door-lead">{lead}</p>
        {children}
        {error ? (
          <p className="err" role="alert">
            {words(error)}
          </p>
        ) : null}
        <button type="submit" className="bt pri big" disabled={busy}>
          {busy ? "One moment…" : action}
        </button>
      </form>
    </main>
  );
}
