/** Before many conversations are changed at once, and how it went with each of them. */

import { Check, X } from "lucide-react";
import { useLive } from "../../app/session";
import { Modal } from "../../ui/Modal";
import type { BulkAction, Details } from "../deeds";
import { DONE, type Outcome, people, useMany } from "../useMany";

const VERBS: Readonly<Record<BulkAction, string>> = {
  claim: "Claim",
  transfer: "Hand on",
  snooze: "Snooze",
  resolve: "Resolve",
  prioritise: "Change the priority of",
  return: "Return",
};

interface ConfirmProps {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly details: Details;
  readonly onClose: () => void;
}

export function ConfirmDialog({ action, ids, details, onClose }: ConfirmProps) {
  const { run, isPending } = useMany();
  const title = `${VERBS[action]} ${people(ids.length)}?`;
  return (
    <Modal open onClose={onClose} title={title}>
      <p>Each of them is asked about on its own: what cannot be done now is left as it is.</p>
      <footer>
        <button type="button" className="bt" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="bt pri"
          disabled={isPending}
          onClick={() => run({ action, ids, details })}
        >
          {isPending ? "One moment…" : `${VERBS[action]} ${people(ids.length)}`}
        </button>
      </footer>
    </Modal>
  );
}

function OutcomeLine({ outcome }: { outcome: Outcome }) {
  const { conversation, code, detail, by } = outcome;
  const name = useLive((state) => state.rows[conversation]?.name ?? "Out of sight now");
  return (
    <li className={code ? "no" : "yes"}>
      {code ? <X size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
      <b>{name}</b>
      <span>{code ? `${by ? `${by}: ` : ""}${detail}` : "done"}</span>
    </li>
  );
}

interface OutcomeProps {
  readonly action: BulkAction;
  readonly outcomes: readonly Outcome[];
  readonly onClose: () => void;
}

export function OutcomeDialog({ action, outcomes, onClose }: OutcomeProps) {
  const refused = outcomes.filter(({ code }) => code !== "");
  const done = outcomes.length - refused.length;
  return (
    <Modal open onClose={onClose} title={`${done} of ${outcomes.length} ${DONE[action]}`}>
      <p className="mut">What was refused is as it was, and is still selected.</p>
      <ul className="outcomes" aria-label="Outcomes">
        {[...refused, ...outcomes.filter(({ code }) => code === "")].map((outcome) => (
          <OutcomeLine key={outcome.conversation} outcome={outcome} />
        ))}
      </ul>
      <footer>
        <button type="button" className="bt pri" onClick={onClose}>
          Close
        </button>
      </footer>
    </Modal>
  );
}
