/** The switch that says whether I may be offered something, and how much of my room is used. */

import { Switch } from "@base-ui/react/switch";
import type { MyPresence } from "./usePresence";

const MOST_TICKS = 10;

/** "3 of 5", with a tick for each where that is few. */
export function Room({ has, capacity }: { has: number; capacity: number }) {
  const ticks = capacity <= MOST_TICKS ? Array.from({ length: capacity }, (_, i) => i) : [];
  return (
    <p className="room">
      <span className="ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <i key={tick} className={tick < has ? "on" : ""} />
        ))}
      </span>
      <bdi>
        {has} of {capacity}
        <span className="sr"> conversations</span>
      </bdi>
    </p>
  );
}

export function PresenceSwitch({ presence }: { presence: MyPresence }) {
  const { away, busy, choose } = presence;
  return (
    <Switch.Root
      className="sw"
      checked={!away}
      disabled={busy}
      title={away ? "Away: nothing is offered to you" : "Available"}
      aria-label="Available for conversations"
      onCheckedChange={(on) => choose(on ? "available" : "away")}
    >
      <Switch.Thumb className="sw-thumb" />
    </Switch.Root>
  );
}
