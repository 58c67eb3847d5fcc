/** Who else is this person? Suggestions with their reason, and a search; nobody is merged unasked. */

import { useDeferredValue, useState } from "react";
import type { Brief, Likeness } from "../api/contacts";
import { words } from "../api/problem";
import { Modal } from "../ui/Modal";
import { Skeleton } from "../ui/Notice";
import { useAlike, useFound, type useWhoIsWho } from "./useContact";
import { briefWords, called, whyWords } from "./words";

interface ChoiceProps {
  readonly one: Brief;
  readonly why?: readonly Likeness[];
  readonly merge: ReturnType<typeof useWhoIsWho>["merge"];
  readonly onDone: () => void;
}

function Choice({ one, why = [], merge, onDone }: ChoiceProps) {
  return (
    <li>
      <div>
        <p>
          <b>{called(one.name)}</b> <span className="mut">{briefWords(one)}</span>
        </p>
        {why.map((reason) => (
          <p key={`${reason.what} ${reason.value}`}>{whyWords(reason)}</p>
        ))}
      </div>
      <button
        type="button"
        className="bt"
        disabled={merge.isPending}
        aria-label={`Merge with ${called(one.name)}, ${briefWords(one)}`}
        onClick={() => merge.mutate(one.id, { onSuccess: onDone })}
      >
        Merge
      </button>
    </li>
  );
}

interface MergeDialogProps {
  readonly id: string;
  readonly name: string;
  readonly merge: ChoiceProps["merge"];
  readonly onClose: () => void;
}

export function MergeDialog({ id, name, merge, onClose }: MergeDialogProps) {
  const [typed, type] = useState("");
  const alike = useAlike(id);
  const found = useFound(useDeferredValue(typed));
  const others = found.data?.filter((one) => one.id !== id);
  return (
    <Modal open onClose={onClose} title={`Who else is ${called(name)}?`} wide>
      <section aria-label="Suggestions" className="p-merge">
        <h3>Suggestions</h3>
        {alike.data ? (
          <ul>
            {alike.data.map(({ contact, why }) => (
              <Choice key={contact.id} one={contact} why={why} merge={merge} onDone={onClose} />
            ))}
          </ul>
        ) : alike.error ? (
          <p role="alert">{words(alike.error)}</p>
        ) : (
          <Skeleton lines={2} />
        )}
        {alike.data?.length === 0 ? (
          <p className="mut">Nobody shares an address, a number or a full name with them.</p>
        ) : null}
      </section>
      <section aria-label="Search" className="p-merge">
        <h3>Search</h3>
        <input
          className="in"
          type="search"
          aria-label="Name, address, number or handle"
          placeholder="Name, address, number or handle"
          maxLength={100}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        <p role="status" className="mut">
          {others ? (others.length === 0 ? "Nobody found whom you may see." : "") : ""}
        </p>
        {others?.length ? (
          <ul>
            {others.map((one) => (
              <Choice key={one.id} one={one} merge={merge} onDone={onClose} />
            ))}
          </ul>
        ) : null}
      </section>
      <p className="mut">
        Merged, they are shown as one person with one history. Nothing is rewritten: you can undo it
        at any time.
      </p>
    </Modal>
  );
}
