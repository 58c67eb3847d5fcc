/** The card of a visitor who waits for a person: place, time, and the ways out. */

import { Component } from "preact";
import type { Screen } from "./acts";
import { ContactForm } from "./ContactForm";
import { waitLine } from "./Header";
import { Icon } from "./icons";

const DRAWN_PLACES = 5; // a longer line is told in numbers only

interface Props {
  readonly screen: Screen;
}

export class Waiting extends Component<Props, { byMail: boolean }> {
  override state = { byMail: false };

  override render({ screen }: Props, { byMail }: { byMail: boolean }) {
    const { model, phrases, acts } = screen;
    const place = model.line?.place ?? 0;
    const leaving = model.outbox.some(({ request }) => request.type === "withdraw");
    return (
      <section className="card" aria-label={phrases.say("finding_a_person")}>
        <h3>
          {place ? phrases.say("place_in_line", { n: place }) : phrases.say("finding_a_person")}
        </h3>
        <p>
          {[waitLine(model.line, phrases.say), phrases.say("we_keep_your_place")]
            .filter(Boolean)
            .join(". ")}
        </p>
        {place > 0 && place <= DRAWN_PLACES && <Track place={place} />}
        {byMail ? (
          <ContactForm screen={screen} onCancel={() => this.setState({ byMail: false })} />
        ) : (
          <div className="row">
            <button type="button" className="bt" onClick={() => this.setState({ byMail: true })}>
              <Icon name="mail" size={16} />
              {phrases.say("email_me_instead")}
            </button>
            <button type="button" className="bt plain" onClick={() => leaving || acts.withdraw()}>
              {phrases.say("cancel")}
            </button>
          </div>
        )}
      </section>
    );
  }
}

/** The line as dots: this visitor first, the people before them, the person at its end. */
function Track({ place }: { readonly place: number }) {
  return (
    <div className="track" aria-hidden="true">
      {Array(place).fill(<i />)}
      <span>
        <Icon name="user" size={16} />
      </span>
    </div>
  );
}
