/** The log of a conversation, from the oldest loaded entry to what is being written now. */

import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { SeenRow } from "../../protocol/frames";
import { useLive } from "../app/session";
import type { Thread } from "../live/state";
import { stands } from "../live/thread";
import { Announcer } from "./Announcer";
import { DraftMessage } from "./DraftMessage";
import { EntryView } from "./EntryView";
import { itemsOf } from "./items";
import { DayLine, NewLine } from "./Lines";
import { SendingMessage } from "./SendingMessage";
import { TypingLine } from "./TypingLine";
import { useScroll } from "./useScroll";

interface LogProps {
  readonly row: SeenRow;
  readonly thread: Thread;
  readonly newFrom: number;
  readonly onOlder: () => void;
  readonly loadingOlder: boolean;
}

function useTail({ row, thread }: LogProps) {
  const kept = useLive((state) => state.drafts[row.id]);
  const outbox = useLive((state) => state.outbox);
  const typing = useLive((state) => state.typing[row.id]);
  const draft = kept && stands(kept, row, thread) ? kept : null;
  const sending = useMemo(
    () => outbox.filter(({ conversation }) => conversation === row.id),
    [outbox, row.id],
  );
  const stages = sending.map(({ stage }) => stage).join(); // each stage has another height
  return {
    draft,
    sending,
    typing,
    mark: `${thread.last} ${draft?.text.length} ${stages} ${typing?.until}`,
  };
}

/** How many entries came since the reader left the end. */
function useMissed(atEnd: boolean, last: number): number {
  const left = useRef(last);
  useEffect(() => {
    if (atEnd) left.current = last;
  }, [atEnd, last]);
  return atEnd ? 0 : Math.max(0, last - left.current);
}

export function Log(props: LogProps) {
  const { row, thread, newFrom, onOlder, loadingOlder } = props;
  const { draft, sending, typing, mark } = useTail(props);
  const { box, content, atEnd, onScroll, toEnd } = useScroll(thread.first, mark, onOlder);
  const missed = useMissed(atEnd, thread.last);
  const items = useMemo(() => itemsOf(thread.entries, newFrom), [thread.entries, newFrom]);
  return (
    <div className="log-frame">
      <div
        ref={box}
        className="log"
        role="log"
        aria-live="off"
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} className="log-in">
          {thread.first > 1 ? (
            <button type="button" className="lk older" onClick={onOlder} disabled={loadingOlder}>
              {loadingOlder ? "Loading…" : "Load earlier messages"}
            </button>
          ) : null}
          {items.map((item) => {
            if (item.kind === "day") return <DayLine key={item.key} at={item.at} />;
            if (item.kind === "new") return <NewLine key={item.key} at={item.at} />;
            return <EntryView key={item.key} entry={item.entry} row={row} joined={item.joined} />;
          })}
          {draft ? <DraftMessage draft={draft} /> : null}
          {sending.map((one) => (
            <SendingMessage key={one.id} sending={one} />
          ))}
          {typing ? <TypingLine typing={typing} visitor={row.name} /> : null}
        </div>
      </div>
      {atEnd ? null : (
        <button type="button" className="bt jump" onClick={toEnd}>
          <ArrowDown size={14} />
          {missed > 0 ? `Jump to latest, ${missed} new` : "Jump to latest"}
        </button>
      )}
      <Announcer entries={thread.entries} visitor={row.name} />
    </div>
  );
}
