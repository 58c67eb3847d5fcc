/** Where nobody can come now: an address to answer to. */

import { Component, type ComponentChild, createRef } from "preact";
import { LONGEST_TEXT } from "../protocol/frames";
import type { Screen } from "./acts";
import { Icon } from "./icons";
import { isEmail } from "./view";

interface Props {
  readonly screen: Screen;
  readonly onCancel?: () => void;
}

export class ContactForm extends Component<Props, { wrong: string }> {
  override state = { wrong: "" };
  readonly #form = createRef<HTMLFormElement>();

  override componentDidMount() {
    if (this.props.onCancel) this.#focus("name");
  }

  #focus(name: string) {
    this.#form.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus();
  }

  #going() {
    const { outbox } = this.props.screen.model;
    return outbox.find(({ request }) => request.type === "leave_contact");
  }

  #submit(event: Event) {
    event.preventDefault();
    const { acts, phrases } = this.props.screen;
    const going = this.#going();
    if (going && going.progress.state !== "refused") return;
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [name, email, message] = ["name", "email", "message"].map((field) =>
      String(fields.get(field)).trim(),
    ) as [string, string, string];
    const wrong = isEmail(email) ? "" : phrases.say("enter_your_email");
    this.setState({ wrong });
    if (wrong) return this.#focus("email");
    if (going) acts.remove(going.id);
    acts.contact({ name, email, message });
  }

  override render({ screen, onCancel }: Props, { wrong }: { wrong: string }) {
    const { model, phrases } = screen;
    const progress = this.#going()?.progress;
    const refused = progress?.state === "refused" ? progress.detail : "";
    const busy = !!progress && !refused;
    const error = wrong || refused;
    const going = phrases.say(model.lostAt ? "waiting_to_send" : "sending");
    const optional = phrases.say("optional");
    return (
      <form className="form" noValidate ref={this.#form} onSubmit={(event) => this.#submit(event)}>
        <Field label={phrases.say("name")} hint={optional}>
          <input className="in" name="name" autoComplete="name" maxLength={200} dir="auto" />
        </Field>
        <Field label={phrases.say("email")}>
          <input
            className="in"
            name="email"
            type="email"
            autoComplete="email"
            maxLength={254}
            required
            aria-invalid={error ? "true" : "false"}
            aria-describedby="wl-wrong"
          />
        </Field>
        <p className="er" id="wl-wrong" role="alert">
          {error && <Icon name="alert" size={14} />}
          {error}
        </p>
        <Field label={phrases.say("message")} hint={optional}>
          <textarea className="in" name="message" rows={3} maxLength={LONGEST_TEXT} dir="auto" />
        </Field>
        <div className="row">
          <button type="submit" className="bt main" aria-disabled={busy}>
            {busy ? going : phrases.say("send_message")}
          </button>
          {onCancel && (
            <button type="button" className="bt plain" onClick={onCancel}>
              {phrases.say("cancel")}
            </button>
          )}
        </div>
      </form>
    );
  }
}

function Field(props: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ComponentChild;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="field">
      <span>
        {props.label} {props.hint && <em>{props.hint}</em>}
      </span>
      {props.children}
    </label>
  );
}
