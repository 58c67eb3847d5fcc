/** Name, state line and actions of the open conversation. */

import { ArrowLeft, PanelRight } from "lucide-react";
import { Link } from "wouter";
import type { SeenRow } from "../../protocol/frames";
import { maySupervise } from "../api/rights";
import { placePath } from "../app/place";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import type { ListName } from "../live/state";
import { ChannelMark } from "../ui/channels";
import { Actions } from "./Actions";
import { heldByOther } from "./deeds";
import { Faces } from "./Faces";
import { StateLine } from "./StateLine";

interface ThreadHeaderProps {
  readonly row: SeenRow;
  readonly list: ListName;
}

function Taken({ row }: { row: SeenRow }) {
  const { me } = useSession();
  if (!heldByOther(row, me.id) || me.role === "viewer") return null;
  const who = row.operator_name || "A colleague";
  return (
    <p className="taken" role="status">
      {maySupervise(me.role)
        ? `${who} holds this. What you write here is a whisper: the visitor does not see it.`
        : `${who} claimed this. What you write stays here as a note.`}
    </p>
  );
}

export function ThreadHeader({ row, list }: ThreadHeaderProps) {
  const { me } = useSession();
  const { panelOpen, setPanelOpen } = useStage();
  return (
    <>
      <header className="t-h">
        <Link to={placePath(list)} className="ib back" aria-label="Back to the list">
          <ArrowLeft size={18} />
        </Link>
        <div className="t-w">
          <h1>
            {row.name} <ChannelMark kind={row.channel} name={row.channel_name} named />{" "}
            {row.drill ? <span className="tg">Drill</span> : null}
          </h1>
          <StateLine row={row} me={me.id} />
        </div>
        <span className="spacer" />
        <Faces id={row.id} named />
        <Actions row={row} />
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
      <Taken row={row} />
    </>
  );
}
