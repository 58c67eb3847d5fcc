/** Shows only the conversations of one channel; stays as it is from list to list. */

import type { SeenRow } from "../../protocol/frames";
import { useStage } from "../app/stage";
import { channel as label } from "../ui/labels";

/** The kinds to choose from: those that are there, and the chosen one. Pure. */
export function kindsOf(rows: readonly SeenRow[], chosen: string): readonly string[] {
  const kinds = new Set(rows.map(({ channel }) => channel));
  if (chosen) kinds.add(chosen);
  return [...kinds].sort((a, b) => label(a).localeCompare(label(b)));
}

export function ChannelFilter({ rows }: { rows: readonly SeenRow[] }) {
  const { channel, onlyChannel } = useStage();
  const kinds = kindsOf(rows, channel);
  if (kinds.length < 2 && !channel) return null;
  return (
    <select
      className="in sm"
      aria-label="Channel"
      value={channel}
      onChange={(event) => onlyChannel(event.target.value)}
    >
      <option value="">All channels</option>
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {label(kind)}
        </option>
      ))}
    </select>
  );
}
