/** The log: everything said, what is on its way, and what is being written. */

import { Component, createRef } from "preact";
import type { Screen } from "./acts";
import { Coming } from "./Coming";
import { Going } from "./Going";
import { Icon } from "./icons";
import { Theirs } from "./Message";
import { Said } from "./Said";
import type { Holder } from "./view";
import { Waiting } from "./Waiting";

const NEAR_END_PX = 60;

interface Props {
  readonly screen: Screen;
  readonly holder: Holder;
}

export class Log extends Component<Props, { away: boolean }> {
  override state = { away: false };
  readonly #log = createRef<HTMLDivElement>();

  override componentDidMount() {
    this.#toEnd();
  }

  /** Stay at the end, unless the visitor has scrolled away; their own words bring them back. */
  override componentDidUpdate(before: Props) {
    const { open, model } = this.props.screen;
    const spoke = model.outbox.length > before.screen.model.outbox.length;
    if (!this.state.away || spoke || open !== before.screen.open) this.#toEnd();
  }

  #toEnd() {
    const log = this.#log.current;
    if (log) log.scrollTop = log.scrollHeight;
  }

  #scrolled() {
    const log = this.#log.current;
    if (!log?.clientHeight) return;
    const away = log.scrollHeight - log.scrollTop - log.clientHeight > NEAR_END_PX;
    if (away !== this.state.away) this.setState({ away });
  }

  override render({ screen, holder }: Props) {
    const { model, phrases } = screen;
    return (
      <div className="logbox">
        <div
          className="log"
          role="log"
          aria-live="off"
          aria-label={phrases.say("conversation")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
          tabIndex={0}
          ref={this.#log}
          onScroll={() => this.#scrolled()}
        >
          <Beginning screen={screen} />
          <Said screen={screen} />
          {model.outbox.map((item) => (
            <Going key={item.id} item={item} screen={screen} />
          ))}
          <Coming screen={screen} />
          {holder === "waiting" && <Waiting screen={screen} />}
        </div>
        {this.state.away && (
          <button type="button" className="jump" onClick={() => this.#jump()}>
            <Icon name="down" size={16} />
            {phrases.say("jump_to_latest")}
          </button>
        )}
      </div>
    );
  }

  #jump() {
    this.#log.current?.focus(); // the button goes away, and must not take the focus with it
    this.#toEnd();
  }
}

/** Before the first word: that this is an AI, the greeting, and ways to begin. */
function Beginning({ screen: { model, phrases, acts } }: { readonly screen: Screen }) {
  const { assistant, timeline, outbox } = model;
  if ((timeline.entries[0]?.seq ?? 1) > 1)
    return (
      <button type="button" className="bt plain" onClick={acts.earlier}>
        {phrases.say("show_earlier")}
      </button>
    );
  const fresh = timeline.entries.length === 0 && outbox.length === 0;
  return (
    <>
      <p className="sys">{phrases.say("you_are_chatting_with_an_ai")}</p>
      {assistant?.greeting && (
        <Theirs text={assistant.greeting} speaker={assistant.name} ai={phrases.say("ai")} />
      )}
      {fresh && assistant && assistant.starters.length > 0 && (
        <div className="qr">
          {assistant.starters.map((starter) => (
            <button type="button" key={starter} dir="auto" onClick={() => acts.say(starter)}>
              {starter}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
