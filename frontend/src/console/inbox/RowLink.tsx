/** A conversation as a line of the list: who, what last, who holds it, how long they wait. */

import { Bot, CircleCheck, Flag, Frown, Hand, Reply, UserRound } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import type { SeenRow } from "../../protocol/frames";
import { mayAct } from "../api/rights";
import { placePath } from "../app/place";
import { useLive, useSession } from "../app/session";
import { useStage } from "../app/stage";
import { unread } from "../live/rows";
import type { ListName } from "../live/state";
import { Faces } from "../thread/Faces";
import { Avatar } from "../ui/Avatar";
import { ChannelMark } from "../ui/channels";
import {
  type Holder,
  holder,
  holderWords,
  mood,
  offeredWords,
  priorityWord,
  trigger,
} from "../ui/labels";
import { toggled } from "./selection";
import { When } from "./When";

const ICONS: Readonly<Record<Holder, typeof Hand>> = {
  wait: Hand,
  human: UserRound,
  bot: Bot,
  done: CircleCheck,
};

function Preview({ row }: { row: SeenRow }) {
  const typing = useLive((state) => state.typing[row.id]);
  if (typing?.who === "visitor") return <p className="r-2 ty">typing…</p>;
  const ours = row.preview_author !== "visitor" && row.preview_author !== "";
  return (
    <p className="r-2">
      {ours ? <Reply size={12} aria-label="Answered:" /> : null}
      {row.preview || "No message yet"}
    </p>
  );
}

/** Lies over the avatar; shown under the pointer, by focus, and while anything is selected. */
function Box({ row }: { row: SeenRow }) {
  const { me } = useSession();
  const { selected, select } = useStage();
  if (!mayAct(me.role)) return null;
  return (
    <input
      type="checkbox"
      className="r-x"
      aria-label={`Select ${row.name}`}
      checked={selected.has(row.id)}
      onChange={() => select(toggled(selected, row.id))}
    />
  );
}

function Chips({ row, me }: { row: SeenRow; me: string }) {
  const kind = holder(row);
  const Icon = ICONS[kind];
  const feeling = row.mood === null ? null : mood(row.mood);
  const fresh = unread(row);
  return (
    <div className="r-3">
      <span className={`tg h-${kind}`}>
        <Icon size={12} />
        {row.assigned ? offeredWords(row, me) : holderWords(row, me)}
      </span>
      {row.handoff?.priority && kind !== "done" ? (
        <span className="tg" title={`Priority: ${priorityWord(row.handoff.priority)}`}>
          <Flag size={12} />
          <span className="sr">Priority </span>
          {priorityWord(row.handoff.priority)}
        </span>
      ) : null}
      {row.handoff && kind !== "done" ? (
        <span className="tg cut">{trigger(row.handoff.trigger)}</span>
      ) : null}
      {feeling?.bad && kind !== "done" ? (
        <span className="tg md">
          <Frown size={12} />
          {feeling.word}
        </span>
      ) : null}
      <Faces id={row.id} />
      {fresh > 0 ? (
        <span className="un">
          {fresh}
          <span className="sr"> unread</span>
        </span>
      ) : null}
    </div>
  );
}

interface RowLinkProps {
  readonly id: string;
  readonly list: ListName;
  readonly selected: boolean;
  readonly first: boolean; // of those put aside
}

export const RowLink = memo(function RowLink({ id, list, selected, first }: RowLinkProps) {
  const { me } = useSession();
  const row = useLive((state) => state.rows[id] ?? state.outdated[id]);
  if (!row) return null;
  const read = unread(row) === 0;
  const classes = ["row", selected ? "sel" : "", read ? "read" : "", first ? "aside" : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <li className={classes}>
      {first ? <span className="aside-n">Snoozed</span> : null}
      <Box row={row} />
      <span className="r-av">
        <Avatar id={id} name={row.name} />
        <ChannelMark kind={row.channel} name={row.channel_name} />
      </span>
      <div className="r-b">
        <div className="r-1">
          <Link
            to={placePath(list, id)}
            data-row={id}
            aria-current={selected ? "true" : undefined}
            aria-describedby={`row-${id}`}
          >
            {row.name}
          </Link>
          <When row={row} />
        </div>
        <div id={`row-${id}`}>
          <Preview row={row} />
          <Chips row={row} me={me.id} />
        </div>
      </div>
    </li>
  );
});
