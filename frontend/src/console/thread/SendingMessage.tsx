/** A reply or note of mine that the server has not put into the log yet. */

import { useLink, useLive, useSession } from "../app/session";
import { useStage } from "../app/stage";
import type { Sending } from "../live/state";
import { Markdown } from "../text/Markdown";

/** The reply that came in between, word for word. */
function Between({ conversation, seq }: { conversation: string; seq: number }) {
  const entry = useLive((state) =>
    state.threads[conversation]?.entries.find((one) => one.seq === seq),
  );
  if (entry?.kind !== "message") return null;
  return <blockquote dir="auto">{entry.text}</blockquote>;
}

function Fate({ sending }: { sending: Sending }) {
  const { live } = useSession();
  const up = useLink() === "up";
  const { composer } = useStage();
  const { id, stage, why, by, reply, conversation, text } = sending;
  const edit = () => {
    live.drop(id);
    composer.current?.put(text, sending.files);
  };
  const asNote = () => {
    live.drop(id);
    live.say(conversation, "note", text);
  };
  if (stage === "asking")
    return (
      <div className="fate ask" role="alert">
        <p>
          {by || "A colleague"} {reply ? "just replied" : "holds this"}. Send anyway?
        </p>
        {reply ? <Between conversation={conversation} seq={reply} /> : null}
        <button type="button" className="bt" onClick={() => live.again(id, true)}>
          Send anyway
        </button>
        <button type="button" className="bt" onClick={asNote}>
          Keep as note
        </button>
        <button type="button" className="bt" onClick={edit}>
          Change it
        </button>
        <button type="button" className="bt" onClick={() => live.drop(id)}>
          Discard
        </button>
      </div>
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
  const waits = stage === "queued" && !up;
  return <p className="fate">{waits ? "Waiting to send" : "Sending…"}</p>;
}

export function SendingMessage({ sending }: { sending: Sending }) {
  const note = sending.kind === "note";
  return (
    <article className={note ? "m note sending" : "m person sending"}>
      {note ? <span className="av-gap" /> : null}
      <div className="mb" dir="auto">
        <Markdown text={sending.text} />
        {sending.files?.length ? (
          <p className="mut">{sending.files.map(({ name }) => name).join(", ")}</p>
        ) : null}
        <Fate sending={sending} />
      </div>
      {note ? null : <span className="av-gap" />}
    </article>
  );
}
