/** A list of conversations with live rows that stay still under the pointer. */

import { useEffect, useMemo, useRef, useState } from "react";
import { mayAct } from "../api/rights";
import { usePlace } from "../app/place";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import type { ListName } from "../live/state";
import { channelWords } from "../ui/channels";
import { LISTS } from "../ui/labels";
import { Empty, Failed, Skeleton } from "../ui/Notice";
import { Alerts } from "./Alerts";
import { BulkBar } from "./BulkBar";
import { ChannelFilter } from "./ChannelFilter";
import { ListEmpty } from "./ListEmpty";
import { hold, withTail } from "./order";
import { RowLink } from "./RowLink";
import { type List, useList } from "./useList";

interface ListPaneProps {
  readonly list: ListName;
  readonly selected: string;
}

/** The ids in the order to show; moves nothing while ``held``. */
function useHeldOrder(wanted: readonly string[], held: boolean, more: boolean) {
  const shown = useRef<readonly string[]>([]);
  const grown = held && more ? withTail(shown.current, wanted) : shown.current;
  const order = hold(grown, wanted, held);
  useEffect(() => {
    shown.current = order.shown;
  });
  return { ...order, release: () => (shown.current = []) };
}

function Rows({ list, rows, more, loadMore, selected }: List & ListPaneProps) {
  const [held, setHeld] = useState(false);
  const [, redraw] = useState(0);
  const seen = useRef(new Map(rows.map((row) => [row.id, row])));
  for (const row of rows) seen.current.set(row.id, row);
  const order = useHeldOrder(
    rows.map(({ id }) => id),
    held,
    more,
  );
  // Within "Mine" those put aside stand below the others, under a line of their own.
  const asleep = order.shown.find((id) => list === "mine" && seen.current.get(id)?.snoozed_until);
  const show = () => {
    order.release();
    redraw((n) => n + 1);
  };
  return (
    <>
      {order.fresh > 0 ? (
        <button type="button" className="fresh" onClick={show}>
          {order.fresh} new, show
        </button>
      ) : null}
      <ul
        className="rows"
        aria-label={LISTS[list]}
        onPointerEnter={(event) => event.pointerType === "mouse" && setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        {order.shown.map((id) => (
          <RowLink key={id} id={id} list={list} selected={id === selected} first={id === asleep} />
        ))}
        {more ? (
          <li>
            <button type="button" className="bt more" onClick={loadMore}>
              Show more
            </button>
          </li>
        ) : null}
      </ul>
    </>
  );
}

export function ListPane({ list, selected }: ListPaneProps) {
  const all = useList(list);
  const { channel, onlyChannel } = useStage();
  const content = useMemo(
    () => (channel ? { ...all, rows: all.rows.filter((row) => row.channel === channel) } : all),
    [all, channel],
  );
  const place = usePlace();
  const { me } = useSession();
  return (
    <section className="list" aria-label="Conversations" data-open={place?.conversation !== ""}>
      <header className="l-h">
        <h1>{LISTS[list]}</h1>
        <span className="spacer" />
        <ChannelFilter rows={all.rows} />
      </header>
      <Alerts />
      {content.error && content.rows.length > 0 ? (
        <p className="stale">Could not load. What you see may be old.</p>
      ) : null}
      {content.rows.length > 0 ? (
        <Rows {...content} list={list} selected={selected} />
      ) : content.error ? (
        <Failed error={content.error} onAgain={content.again} />
      ) : content.loading ? (
        <Skeleton lines={6} />
      ) : channel ? (
        <Empty>
          <p>
            Nothing by {channelWords(channel, "")} here{all.more ? " so far" : ""}.
          </p>
          {all.more ? (
            <button type="button" className="bt" onClick={all.loadMore}>
              Load more
            </button>
          ) : null}
          <button type="button" className="lk" onClick={() => onlyChannel("")}>
            Show all channels
          </button>
        </Empty>
      ) : (
        <ListEmpty list={list} />
      )}
      {mayAct(me.role) ? <BulkBar /> : null}
    </section>
  );
}
