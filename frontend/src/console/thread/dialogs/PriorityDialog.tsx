/** Which of the waiting are served first. */

import { useRef } from "react";
import { useLive } from "../../app/session";
import { PRIORITIES } from "../../ui/labels";
import { Modal } from "../../ui/Modal";
import { Choices } from "./Choices";
import { type DialogProps, useDeed, useWhat } from "./useDeed";

export function PriorityDialog({ ids, onClose }: DialogProps) {
  const { busy, start } = useDeed(ids, onClose);
  const what = useWhat(ids);
  const first = useRef<HTMLButtonElement | null>(null);
  const now = useLive((state) =>
    ids.length === 1 ? state.rows[ids[0] ?? ""]?.handoff?.priority : undefined,
  );
  const lines = PRIORITIES.map(({ label, priority, hint }) => ({
    key: label,
    label,
    hint: priority === now ? `${hint}, as it is now` : hint,
    on: priority === now,
    choose: () => start("prioritise", { priority }),
  }));
  return (
    <Modal open onClose={onClose} title={`Priority of ${what}`} first={first}>
      {now !== undefined && !PRIORITIES.some(({ priority }) => priority === now) ? (
        <p className="mut">It is {now} now.</p>
      ) : null}
      <Choices label="Priority" lines={lines} disabled={busy} first={first} />
    </Modal>
  );
}
