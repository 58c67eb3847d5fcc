/** A reply or note of mine that the server has not put into the log yet. */

import { useLink, useSession } from "../app/session";
import type { Sending } from "../live/state";
import { Markdown } from "../text/Markdown";

function Fate({ sending }: { sending: Sending }) {
  const { live } = useSession();
  const up = useLink() === "up";
  const { id, stage, why, by, conversation, text } = sending;
  const asNote = () => {
    live.drop(id);
    live.say(conversation, "note", text);
  };
  if (stage === "asking")
    return (
      <p className="fate ask" role="alert">
        {by || "A colleague"} holds this. Send anyway?
        <button type="button" className="bt" onClick={() => live.again(id, true)}>
          Send anyway
        </button>
        <button type="button" className="bt" onClick={asNote}>
          Keep as note
        </button>
        <button type="button" className="bt" onClick={() => live.drop(id)}>
          Discard
        </button>
      </p>
    );
  if (stage === "failed")
    return (
      <p className="fate bad" role="alert">
        Not sent. {why}
        <button type="button" className="bt" onClick={() => live.again(id)}>
          Try again
        </button>
        <button type="button" className="bt" onClick={() => live.drop(id)}>
          Discard
        </button>
      </p>
    );
  if (stage === "queued") return <p className="fate">{up ? "Sending…" : "Waiting to send"}</p>;
  return <p className="fate">{stage === "sent" ? "Sending…" : "Sent"}</p>;
}

export function SendingMessage({ sending }: { sending: Sending }) {
  const note = sending.kind === "note";
  return (
    <article className={note ? "m note sending" : "m person sending"}>
      {note ? <span className="av-gap" /> : null}
      <div className="mb" dir="auto">
        <Markdown text={sending.text} />
        <Fate sending={sending} />
      </div>
      {note ? null : <span className="av-gap" />}
    </article>
  );
}
