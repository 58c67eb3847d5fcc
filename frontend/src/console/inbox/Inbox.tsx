/** The inbox: the list, the conversation, and the package beside it. */

import { usePlace } from "../app/place";
import { HandoffPanel } from "../handoff/HandoffPanel";
import { Thread } from "../thread/Thread";
import { CausesProvider } from "../why/CausesProvider";
import { ListPane } from "./ListPane";
import { NothingChosen } from "./NothingChosen";

export function Inbox() {
  const place = usePlace();
  if (!place) return null;
  const { list, conversation } = place;
  return (
    <>
      <ListPane key={list} list={list} selected={conversation} />
      {conversation ? (
        <CausesProvider key={conversation} id={conversation}>
          <Thread id={conversation} list={list} />
          <HandoffPanel id={conversation} />
        </CausesProvider>
      ) : (
        <NothingChosen />
      )}
    </>
  );
}
