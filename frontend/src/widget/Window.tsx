/** The open chat: strip, header, banner, log, exit, composer, foot. */

import type { Screen } from "./acts";
import { Composer } from "./Composer";
import { Elapsed } from "./Elapsed";
import { Header, headline } from "./Header";
import { Icon } from "./icons";
import { Log } from "./Log";
import { type Holder, holderOf } from "./view";

const OFFLINE_STEPS_MS = [2_000, 60_000];

const FOOT = {
  assistant: "ai_can_make_mistakes",
  nobody: "ai_can_make_mistakes",
  waiting: "a_person_will_read_it",
  person: "chatting_with_a_person",
} as const;

export function Window({ screen }: { readonly screen: Screen }) {
  const { model, phrases, acts } = screen;
  const holder = holderOf(model.standing);
  const { title } = headline(screen, holder);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    acts.minimise();
  };
  return (
    <section
      className="w"
      data-holder={holder}
      role="dialog"
      aria-label={phrases.say("chat_with", { name: title })}
      aria-describedby="wl-state"
      onKeyDown={pressed}
    >
      <Header screen={screen} holder={holder} />
      <Banner screen={screen} />
      <Log key={screen.round} screen={screen} holder={holder} />
      {model.standing?.floor !== "human" && model.link !== "barred" && (
        <div className="exit">
          <button type="button" onClick={() => acts.person(phrases.say("talk_to_a_person"))}>
            <Icon name="user" size={16} />
            {phrases.say("talk_to_a_person")}
          </button>
        </div>
      )}
      {model.link !== "barred" && (
        <Composer
          key={`text${screen.round}`}
          screen={screen}
          hint={phrases.say(holder === "waiting" ? "add_anything_that_helps" : "write_a_message")}
        />
      )}
      <p className="ft">{phrases.say(FOOT[holder as Holder])}</p>
    </section>
  );
}

/** Trouble with the connection, in words, once it has lasted. */
function Banner({ screen: { model, phrases } }: { readonly screen: Screen }) {
  if (model.link === "barred") return <p className="ban">{phrases.say("this_chat_is_closed")}</p>;
  const show = (passed: number) =>
    passed > 0 && (
      <p className="ban" role="status">
        <span className="spin" aria-hidden="true" />
        <span>{phrases.say(passed > 1 ? "still_offline" : "reconnecting")}</span>
      </p>
    );
  return <Elapsed since={model.lostAt} steps={OFFLINE_STEPS_MS} show={show} />;
}
