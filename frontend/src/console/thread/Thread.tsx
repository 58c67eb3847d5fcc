/** One conversation: who holds it and what can be done, the log, the composer. */

import { useRef } from "react";
import type { SeenRow } from "../../protocol/frames";
import { Problem } from "../api/problem";
import { mayAct } from "../api/rights";
import type { Role } from "../api/types";
import { useSession } from "../app/session";
import { Composer } from "../composer/Composer";
import { unread } from "../live/rows";
import type { ListName } from "../live/state";
import { Empty, Failed, Skeleton } from "../ui/Notice";
import { firstUnread } from "./items";
import { Log } from "./Log";
import { ThreadHeader } from "./ThreadHeader";
import { useJump } from "./useJump";
import { type OpenThread, useThread } from "./useThread";

/** Where "New since" stands: fixed when the conversation is first shown. */
function useNewFrom({ row, thread }: OpenThread): number {
  const from = useRef<number | null>(null);
  if (from.current === null && row && thread)
    from.current = firstUnread(thread.entries, unread(row));
  return from.current ?? 0;
}

function Foot({ row, role }: { row: SeenRow; role: Role }) {
  if (mayAct(role) && !row.drill) return <Composer row={row} />;
  return (
    <p className="reading mut">
      {row.drill
        ? "A drill: there is no visitor, and it counts in no report."
        : "You can read this conversation. Your account changes nothing."}
    </p>
  );
}

export function Thread({ id, list }: { id: string; list: ListName }) {
  const { me } = useSession();
  const open = useThread(id);
  const newFrom = useNewFrom(open);
  useJump(open);
  const { row, thread, error } = open;
  return (
    <main id="main" className="thread" tabIndex={-1} aria-label="Conversation">
      {row ? <ThreadHeader row={row} list={list} /> : null}
      {thread && row ? (
        <Log
          row={row}
          thread={thread}
          newFrom={newFrom}
          onOlder={open.loadOlder}
          loadingOlder={open.loadingOlder}
        />
      ) : error instanceof Problem && error.status === 404 ? (
        <Empty>
          <p>You cannot see this conversation.</p>
          <p className="mut">Another team has it now, or it never was.</p>
        </Empty>
      ) : error ? (
        <Failed error={error} />
      ) : (
        <Skeleton lines={6} />
      )}
      {row ? <Foot key={id} row={row} role={me.role} /> : null}
    </main>
  );
}
