/** Every conversation of a person, over all channels; each opens in place. */

import { Link } from "wouter";
import type { Row } from "../../protocol/frames";
import { placePath, usePlace } from "../app/place";
import { useLive, useSession } from "../app/session";
import { stamp } from "../time/format";
import { ChannelIcon, channelWords } from "../ui/channels";
import { holderWords } from "../ui/labels";

function Talk({ row: told, here }: { row: Row; here: boolean }) {
  const row = useLive((state) => state.rows[told.id] ?? state.outdated[told.id]) ?? told;
  const { me } = useSession();
  const list = usePlace()?.list ?? "open";
  const words = channelWords(row.channel, row.channel_name);
  return (
    <li>
      <ChannelIcon kind={row.channel} size={14} />
      <div>
        <Link to={placePath(list, row.id)} aria-current={here ? "true" : undefined}>
          {words} <span className="mut">{stamp(row.updated_at, Date.now())}</span>
        </Link>
        <p className="mut cut">{row.preview || "No message yet"}</p>
      </div>
      <span className="tg">{here ? "Open here" : holderWords(row, me.id)}</span>
    </li>
  );
}

interface TalksProps {
  readonly rows: readonly Row[];
  readonly open: string; // id of the one on screen
  readonly onOlder: (() => void) | null;
}

export function Talks({ rows, open, onOlder }: TalksProps) {
  return (
    <>
      <ul className="p-ids" aria-label="Conversations">
        {rows.map((row) => (
          <Talk key={row.id} row={row} here={row.id === open} />
        ))}
      </ul>
      {onOlder ? (
        <button type="button" className="lk" onClick={onOlder}>
          Show older
        </button>
      ) : null}
    </>
  );
}
