/** Put aside until a time, or until the visitor answers. */

import { useRef, useState } from "react";
import { useLive } from "../../app/session";
import { useServerNow } from "../../app/useServerNow";
import { clock, full, sameDay } from "../../time/format";
import { Modal } from "../../ui/Modal";
import { localField, snoozeChoices, UNTIL_ANSWERED } from "../snoozing";
import { Choices } from "./Choices";
import { type DialogProps, useDeed, useWhat } from "./useDeed";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const whenWords = (until: number, now: number): string => {
  if (until >= UNTIL_ANSWERED) return "";
  return sameDay(until, now) ? clock(until) : full(until);
};

function Pick({ now, onPick, busy }: PickProps) {
  const [text, setText] = useState(() => localField(now + DAY_MS));
  const until = new Date(text).getTime();
  const good = until > now + MINUTE_MS;
  return (
    <form
      className="pick"
      onSubmit={(event) => {
        event.preventDefault();
        if (good) onPick(until);
      }}
    >
      <label htmlFor="snooze-until">Another time</label>
      <input
        id="snooze-until"
        className="in"
        type="datetime-local"
        value={text}
        min={localField(now)}
        aria-invalid={good ? undefined : true}
        aria-describedby={good ? undefined : "snooze-wrong"}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="bt" disabled={!good || busy}>
        Snooze
      </button>
      {good ? null : (
        <p className="err" id="snooze-wrong">
          A time to come is expected.
        </p>
      )}
    </form>
  );
}

interface PickProps {
  readonly now: number;
  readonly busy: boolean;
  readonly onPick: (until: number) => void;
}

export function SnoozeDialog({ ids, onClose }: DialogProps) {
  const now = useServerNow();
  const { busy, start } = useDeed(ids, onClose);
  const what = useWhat(ids);
  const first = useRef<HTMLButtonElement | null>(null);
  const asleep = useLive((state) => ids.some((id) => state.rows[id]?.snoozed_until));
  const until = (moment: number) => start("snooze", { until: moment });
  const wake = { key: "wake", label: "Take it up again now", choose: () => until(0) };
  const lines = snoozeChoices(now).map((one) => ({
    key: one.label,
    label: one.label,
    hint: whenWords(one.until, now),
    choose: () => until(one.until),
  }));
  return (
    <Modal open onClose={onClose} title={`Snooze ${what}`} first={first}>
      <p className="mut">It stays yours, and comes back earlier if the visitor writes.</p>
      <Choices
        label="Until"
        lines={asleep ? [wake, ...lines] : lines}
        disabled={busy}
        first={first}
      />
      <Pick now={now} busy={busy} onPick={until} />
    </Modal>
  );
}
