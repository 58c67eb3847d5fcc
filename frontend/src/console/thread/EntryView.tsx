/** An entry of the log in the shape that its kind and author ask for. */

import { memo } from "react";
import type { SeenRow } from "../../protocol/frames";
import type { Entry } from "../live/state";
import { AssistantMessage } from "./AssistantMessage";
import { EventLine } from "./EventLine";
import { HandoffLine } from "./HandoffLine";
import { NoteView } from "./NoteView";
import { OperatorMessageView } from "./OperatorMessageView";
import { SystemMessage } from "./SystemMessage";
import { VisitorMessageView } from "./VisitorMessageView";

interface EntryViewProps {
  readonly entry: Entry;
  readonly row: SeenRow;
  readonly joined: boolean;
}

export const EntryView = memo(
  function EntryView({ entry, row, joined }: EntryViewProps) {
    if (entry.kind === "note") return <NoteView note={entry} conversation={row.id} />;
    if (entry.kind === "event")
      return entry.event === "handoff_requested" ? (
        <HandoffLine event={entry} visitor={row.name} />
      ) : (
        <EventLine event={entry} visitor={row.name} conversation={row.id} />
      );
    switch (entry.author) {
      case "visitor":
        return <VisitorMessageView message={entry} id={row.id} name={row.name} joined={joined} />;
      case "assistant":
        return <AssistantMessage message={entry} conversation={row.id} joined={joined} />;
      case "operator":
        return <OperatorMessageView message={entry} conversation={row.id} joined={joined} />;
      case "system":
        return <SystemMessage message={entry} conversation={row.id} />;
    }
  },
  (a, b) =>
    a.entry === b.entry &&
    a.joined === b.joined &&
    a.row.id === b.row.id &&
    a.row.name === b.row.name,
);
