/** Name, state line and actions of the open conversation. */

import { ArrowLeft, PanelRight } from "lucide-react";
import { Link } from "wouter";
import type { SeenRow } from "../../protocol/frames";
import { placePath } from "../app/place";
import { useStage } from "../app/stage";
import { keysOf } from "../commands/registry";
import type { ListName } from "../live/state";
import { Kbd } from "../ui/Kbd";
import { type Action, heldByOther, mayAct } from "./deeds";
import { StateLine } from "./StateLine";
import { useAct } from "./useAct";

interface ThreadHeaderProps {
  readonly row: SeenRow;
  readonly list: ListName;
  readonly me: string;
}

const BUTTONS: readonly { action: Action; name: string; primary?: boolean }[] = [
  { action: "cancel", name: "Cancel handoff" },
  { action: "return", name: "Return to assistant" },
  { action: "resolve", name: "Resolve" },
  { action: "claim", name: "Claim", primary: true },
];

function Actions({ row, me }: { row: SeenRow; me: string }) {
  const { mutate, isPending } = useAct();
  const press = (action: Action) => mutate({ row, action });
  return BUTTONS.filter(({ action }) => mayAct(action, row, me)).map(
    ({ action, name, primary }) => (
      <button
        key={action}
        type="button"
        className={primary ? "bt pri" : `bt act-${action}`}
        disabled={isPending}
        onClick={() => press(action)}
      >
        {name}
        <Kbd combo={keysOf(action)} />
      </button>
    ),
  );
}

export function ThreadHeader({ row, list, me }: ThreadHeaderProps) {
  const { panelOpen, setPanelOpen } = useStage();
  return (
    <>
      <header className="t-h">
        <Link to={placePath(list)} className="ib back" aria-label="Back to the list">
          <ArrowLeft size={18} />
        </Link>
        <div className="t-w">
          <h1>{row.name}</h1>
          <StateLine row={row} me={me} />
        </div>
        <span className="spacer" />
        <Actions row={row} me={me} />
        <button
          type="button"
          className="ib panel-toggle"
          aria-label="Handoff package"
          aria-expanded={panelOpen}
          onClick={() => setPanelOpen(!panelOpen)}
        >
          <PanelRight size={18} />
        </button>
      </header>
      {heldByOther(row, me) ? (
        <p className="taken" role="status">
          {row.operator_name || "A colleague"} claimed this. What you write stays here as a note.
        </p>
      ) : null}
    </>
  );
}
