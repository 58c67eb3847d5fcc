/** Where replies and notes are written. A note cannot be sent as a reply by mistake. */

import { type KeyboardEvent, useEffect, useImperativeHandle, useRef, useState } from "react";
import { LONGEST_TEXT, type SeenRow } from "../../protocol/frames";
import { maySupervise } from "../api/rights";
import { usePreferences } from "../app/preferences";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import { heldByOther } from "../thread/deeds";
import { useViewers } from "../thread/Faces";
import { Kbd } from "../ui/Kbd";
import { useDraft } from "./draft";
import { hintOf, type Tab } from "./hint";
import { Tabs } from "./Tabs";
import { useGrowing } from "./useGrowing";

const COUNT_FROM = LONGEST_TEXT - 500;

/** Who lost a claim goes on in a note, with the same text. */
function useTab(row: SeenRow, me: string): [Tab, (tab: Tab) => void] {
  const other = heldByOther(row, me);
  const [tab, setTab] = useState<Tab>(other ? "note" : "reply");
  useEffect(() => setTab(other ? "note" : "reply"), [other]);
  return [tab, setTab];
}

function useSending(row: SeenRow, tab: Tab) {
  const { live } = useSession();
  const [text, change] = useDraft(row.id);
  const { id } = row;
  useEffect(() => () => live.typing(id, false), [live, id]);
  const ready = text.trim().length > 0 && text.length <= LONGEST_TEXT;
  return {
    text,
    ready,
    write(next: string) {
      change(next);
      if (tab === "reply") live.typing(id, next.trim().length > 0);
    },
    send() {
      if (!ready) return;
      live.say(id, tab, text);
      live.typing(id, false);
      change("");
    },
  };
}

/** Who else is writing an answer here right now. */
function Replying({ id }: { id: string }) {
  const names = useViewers(id)
    .filter(({ replying }) => replying)
    .map(({ name }) => name);
  return (
    <p role="status" className="replying">
      {names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} replying` : ""}
    </p>
  );
}

export function Composer({ row }: { row: SeenRow }) {
  const { me } = useSession();
  const { composer } = useStage();
  const { enterSends } = usePreferences();
  const [tab, setTab] = useTab(row, me.id);
  const { text, ready, write, send } = useSending(row, tab);
  const area = useRef<HTMLTextAreaElement | null>(null);
  useGrowing(area, text);
  useImperativeHandle(composer, () => ({
    focus(next) {
      setTab(next);
      area.current?.focus();
    },
    put(next) {
      setTab("reply");
      write(text.trim() ? `${next}\n\n${text}` : next);
      area.current?.focus();
    },
  }));
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") return area.current?.blur();
    const mod = event.metaKey || event.ctrlKey;
    if (event.key !== "Enter" || !(mod || (enterSends && !event.shiftKey))) return;
    event.preventDefault();
    send();
  };
  const whisper = tab === "note" && heldByOther(row, me.id) && maySupervise(me.role);
  const name = tab === "note" ? "Note" : "Reply";
  const over = text.length - LONGEST_TEXT;
  return (
    <div className="cmp">
      <Replying id={row.id} />
      <div className={`box ${tab}`}>
        <Tabs tab={tab} onChange={setTab} hint={hintOf(row, me.id, tab)} />
        <textarea
          ref={area}
          className="ta"
          rows={2}
          aria-label={name}
          dir="auto"
          placeholder={
            whisper
              ? `Whisper to ${row.operator_name || "your colleague"}`
              : tab === "note"
                ? "Write a note for your team"
                : `Reply to ${row.name}`
          }
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
        />
        <div className="bar">
          {text.length > COUNT_FROM ? (
            <span className={over > 0 ? "err tab" : "mut tab"}>
              {over > 0 ? `${over} characters too many` : `${-over} left`}
            </span>
          ) : null}
          <span className="spacer" />
          <button
            type="button"
            className={`bt ${tab === "note" ? "nt-b" : "pri"}`}
            disabled={!ready}
            onClick={send}
          >
            {whisper ? "Whisper" : tab === "note" ? "Add note" : "Send"}
            <Kbd combo={enterSends ? "enter" : "mod+enter"} />
          </button>
        </div>
      </div>
    </div>
  );
}
