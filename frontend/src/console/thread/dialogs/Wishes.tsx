/** The dialogs of the inbox, loaded when the first of them is opened. */

import { useStage, type Wish } from "../../app/stage";
import { ConfirmDialog, OutcomeDialog } from "./Many";
import { PriorityDialog } from "./PriorityDialog";
import { ProposeDialog } from "./ProposeDialog";
import { SnoozeDialog } from "./SnoozeDialog";
import { TransferDialog } from "./TransferDialog";

export default function Wishes({ wish }: { wish: Wish }) {
  const stage = useStage();
  const close = () => stage.wish(null);
  switch (wish.kind) {
    case "transfer":
      return <TransferDialog ids={wish.ids} onClose={close} />;
    case "snooze":
      return <SnoozeDialog ids={wish.ids} onClose={close} />;
    case "priority":
      return <PriorityDialog ids={wish.ids} onClose={close} />;
    case "confirm":
      return <ConfirmDialog {...wish} onClose={close} />;
    case "outcome":
      return <OutcomeDialog {...wish} onClose={close} />;
    case "propose":
      return <ProposeDialog {...wish} onClose={close} />;
  }
}
