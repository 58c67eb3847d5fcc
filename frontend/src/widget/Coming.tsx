/** What is being written on the other side. */

import { shown } from "../live/streaming";
import type { Screen } from "./acts";
import { Elapsed } from "./Elapsed";
import { BotFace, PersonFace, Theirs } from "./Message";
import { newestOwn } from "./view";

const PATIENCE_MS = [400, 6_000]; // dots, then words

interface Props {
  readonly screen: Screen;
}

/** For eyes only: screen readers hear the finished message. */
export function Coming({ screen }: Props) {
  const { model, phrases } = screen;
  const { standing, timeline, typing } = model;
  if (standing?.floor !== "assistant")
    return typing && <Typing name={typing.name || standing?.speaker || ""} />;
  const draft = shown(model.draft, standing, timeline.entries);
  if (!draft && standing.owed && model.link === "live")
    return <Thinking key={newestOwn(timeline.entries)} screen={screen} />;
  if (!draft) return null;
  return (
    <div className="coming" aria-hidden="true">
      <Theirs text={draft.text} speaker={model.assistant?.name ?? ""} ai={phrases.say("ai")} />
    </div>
  );
}

function Typing({ name }: { readonly name: string }) {
  return (
    <div className="m h" aria-hidden="true">
      <PersonFace name={name} small />
      <Dots />
    </div>
  );
}

/** The answer is owed and nothing of it is here yet. */
function Thinking({ screen: { phrases } }: Props) {
  const show = (passed: number) =>
    passed > 0 && (
      <div className="m b" aria-hidden="true">
        <BotFace small />
        <Dots />
        {passed > 1 && <span className="meta">{phrases.say("still_looking")}</span>}
      </div>
    );
  return <Elapsed steps={PATIENCE_MS} show={show} />;
}

function Dots() {
  return (
    <span className="typ">
      <i />
      <i />
      <i />
    </span>
  );
}
