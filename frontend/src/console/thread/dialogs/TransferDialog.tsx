/** Hand on to a person or a team, with a note, and if wanted stay until they answer. */

import { useMemo, useRef, useState } from "react";
import { useLive, useSession } from "../../app/session";
import { useStaff } from "../../app/useStaff";
import { useTeamNames } from "../../app/useTeamName";
import { usePackage } from "../../handoff/usePackage";
import { Kbd } from "../../ui/Kbd";
import { Modal } from "../../ui/Modal";
import { Failed } from "../../ui/Notice";
import { TargetBox } from "./TargetBox";
import { type Target, targetsOf } from "./targets";
import { type DialogProps, useDeed, useWhat } from "./useDeed";

const LONGEST_NOTE = 2000;

function useTargets(id: string) {
  const { me } = useSession();
  const row = useLive((state) => state.rows[id] ?? state.outdated[id]);
  const teams = useTeamNames();
  const staff = useStaff(0); // who has room changes by the minute
  const targets = useMemo(
    () =>
      targetsOf(teams.data ?? [], staff.data ?? [], {
        me: me.id,
        holder: row?.operator ?? "",
        team: row?.team ?? "",
      }),
    [teams.data, staff.data, me.id, row?.operator, row?.team],
  );
  const again = () => {
    void teams.refetch();
    void staff.refetch();
  };
  return { row, targets, error: teams.error ?? staff.error, again };
}

/** What the package knows already, so that it need not be written again. */
function useKnown(id: string, one: boolean): string {
  const row = useLive((state) => state.rows[id]);
  const { data } = usePackage(one ? row : undefined);
  const { wants = "", open = "" } = data?.ai_summary ?? data?.summary ?? {};
  return [...new Set([wants, open])].filter(Boolean).join("\n").slice(0, LONGEST_NOTE);
}

interface NoteProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly area: React.RefObject<HTMLTextAreaElement | null>;
}

function NoteField({ text, onChange, area }: NoteProps) {
  return (
    <div className="field">
      <label htmlFor="transfer-note">Note for the next person</label>
      <textarea
        id="transfer-note"
        ref={area}
        className="in note-in"
        rows={4}
        maxLength={LONGEST_NOTE}
        value={text}
        placeholder="What should they know?"
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="hint">The visitor does not see it. The whole conversation goes along.</p>
    </div>
  );
}

interface StayProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly possible: boolean;
}

const Stay = ({ on, onChange, possible }: StayProps) => (
  <label className={possible ? "check" : "check off"}>
    <input
      type="checkbox"
      checked={on && possible}
      disabled={!possible}
      onChange={(event) => onChange(event.target.checked)}
    />
    Stay until they answer
    {possible ? null : <small>only from you to a person</small>}
  </label>
);

export function TransferDialog({ ids, onClose }: DialogProps) {
  const { me } = useSession();
  const id = ids[0] ?? "";
  const single = ids.length === 1;
  const { row, targets, error, again } = useTargets(id);
  const known = useKnown(id, single);
  const [target, setTarget] = useState<Target | null>(null);
  const [typed, setNote] = useState<string | null>(null);
  const [stay, setStay] = useState(false);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const box = useRef<HTMLInputElement | null>(null);
  const { busy, start } = useDeed(ids, onClose);
  const note = typed ?? known;
  const mayStay = single && row?.operator === me.id && target?.kind === "person";
  const send = () => {
    if (!target || busy) return;
    const { team, to } = target;
    start("transfer", { team, to, note: note.trim(), stay: stay && mayStay });
  };
  return (
    <Modal open onClose={onClose} title={`Transfer ${useWhat(ids)}`} first={box}>
      <form
        className="transfer"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        {error ? <Failed error={error} onAgain={again} /> : null}
        <TargetBox
          targets={targets}
          box={box}
          chosen={target}
          onChoose={(next) => {
            setTarget(next);
            area.current?.focus();
          }}
        />
        <NoteField text={note} onChange={setNote} area={area} />
        <Stay on={stay} onChange={setStay} possible={mayStay} />
        <footer>
          <button type="button" className="bt" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bt pri" disabled={!target || busy}>
            {busy ? "One moment…" : target ? `Transfer to ${target.name}` : "Transfer"}
            <Kbd combo="mod+enter" />
          </button>
        </footer>
      </form>
    </Modal>
  );
}
