/** Who holds the conversation, in words; and the options. */

import { Component } from "preact";
import type { Screen } from "./acts";
import { Icon } from "./icons";
import { BotFace, PersonFace } from "./Message";
import type { Phrases } from "./phrases";
import { type Holder, minutes } from "./view";

type Line = Screen["model"]["line"];

export function Header({ screen, holder }: { readonly screen: Screen; readonly holder: Holder }) {
  const { phrases, acts } = screen;
  const { title, line } = headline(screen, holder);
  return (
    <header className="hd">
      <Face holder={holder} name={title} />
      <div className="who">
        <h2 tabIndex={-1}>{title}</h2>
        <p id="wl-state">{line}</p>
      </div>
      <Options screen={screen} />
      <button
        type="button"
        className="ib"
        aria-label={phrases.say("minimise_chat")}
        onClick={acts.minimise}
      >
        <Icon name="down" />
      </button>
    </header>
  );
}

function Face({ holder, name }: { readonly holder: Holder; readonly name: string }) {
  switch (holder) {
    case "assistant":
      return <BotFace />;
    case "person":
      return <PersonFace name={name} />;
    case "waiting":
      return (
        <span className="duo">
          <BotFace />
          <span className="av q" aria-hidden="true">
            <Icon name="user" size={16} />
          </span>
        </span>
      );
    case "nobody":
      return (
        <span className="av away" aria-hidden="true">
          <Icon name="moon" size={18} />
        </span>
      );
  }
}

/** The two lines of the header. */
export function headline({ model, phrases }: Pick<Screen, "model" | "phrases">, holder: Holder) {
  const name = model.assistant?.name || phrases.say("assistant");
  const title = {
    assistant: name,
    waiting: phrases.say("finding_a_person"),
    person: model.standing?.speaker || phrases.say("a_person"),
    nobody: phrases.say("leave_us_a_message"),
  }[holder];
  return {
    title,
    line: model.lostAt ? phrases.say("connection_lost") : stateLine(model, holder, phrases),
  };
}

function stateLine({ standing, line }: Screen["model"], holder: Holder, { say }: Phrases): string {
  const ticket = standing?.handoff?.ticket;
  if (holder === "person") return say("a_person_is_answering");
  if (holder === "nobody") return say("nobody_can_come_now");
  if (holder === "waiting") return queueLine(line, say) || say("we_keep_your_place");
  if (standing?.status === "resolved") return say("write_to_go_on");
  return standing?.status === "waiting" && ticket
    ? say("ticket", { n: ticket })
    : say("answers_at_once");
}

/** Place and wait as far as they are known; "" where nothing is. */
export function queueLine(line: Line, say: Phrases["say"]): string {
  const place = line && say("place_in_line", { n: line.place });
  return [place, waitLine(line, say)].filter(Boolean).join(" · ");
}

interface OptionsProps {
  readonly screen: Screen;
}

class Options extends Component<OptionsProps, { open: boolean; sure: boolean }> {
  override state = { open: false, sure: false };

  #toggle(open: boolean, area: Element | null) {
    this.setState({ open, sure: false }, () =>
      area?.querySelector<HTMLElement>(open ? "select" : "button")?.focus(),
    );
  }

  override render({ screen: { phrases } }: OptionsProps) {
    const { open } = this.state;
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: notices Escape and leaving
      <div
        className="options"
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (relatedTarget && !currentTarget.contains(relatedTarget as Node))
            this.setState({ open: false });
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open) return;
          event.stopPropagation();
          this.#toggle(false, event.currentTarget);
        }}
      >
        <button
          type="button"
          className="ib"
          aria-label={phrases.say("chat_options")}
          aria-expanded={open}
          onClick={(event) => this.#toggle(!open, event.currentTarget.parentElement)}
        >
          <Icon name="dots" />
        </button>
        {open && this.#choices()}
      </div>
    );
  }

  #choices() {
    const { phrases, acts, sound, languages } = this.props.screen;
    const { sure } = this.state;
    return (
      <div className="menu" ref={acts.menu}>
        <label className="field">
          <span>{phrases.say("language")}</span>
          <select
            className="in"
            value={phrases.language}
            onChange={(event) => acts.speak(event.currentTarget.value)}
          >
            {languages.map((code) => (
              <option key={code} value={code} lang={code}>
                {new Intl.DisplayNames(code, { type: "language" }).of(code)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => acts.sound(!sound)}>
          {phrases.say(sound ? "sound_off" : "sound_on")}
        </button>
        <button
          type="button"
          className={sure ? "sure" : ""}
          onClick={() => {
            this.setState(sure ? { open: false } : { sure: true });
            if (sure) acts.startOver();
          }}
        >
          {phrases.say(sure ? "really_start_over" : "start_over")}
        </button>
      </div>
    );
  }
}

/** The range in which four in five are fetched; "" where too little is known to name one. */
export function waitLine(line: Line, say: Phrases["say"]): string {
  return line?.high_ms ? say("minutes_to_wait", { n: minutes(line.low_ms, line.high_ms) }) : "";
}
