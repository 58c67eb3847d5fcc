/** Where the visitor writes: grows with the text, keeps it, sends it. */

import { Component, createRef } from "preact";
import { LONGEST_TEXT } from "../protocol/frames";
import type { Change, Screen } from "./acts";
import { Icon } from "./icons";

const TALLEST_PX = 148; // six lines
const COUNT_FROM = LONGEST_TEXT - 500;

interface Props {
  readonly screen: Screen;
  readonly hint: string;
}

interface State {
  readonly text: string;
  readonly take?: Parameters<Change>[0]; // the files that go along
}

export class Composer extends Component<Props, State> {
  override state: State = { text: this.props.screen.text };
  readonly #field = createRef<HTMLTextAreaElement>();

  override componentDidMount() {
    this.componentDidUpdate();
  }

  /** Its height follows the text, up to a limit. */
  override componentDidUpdate() {
    const field = this.#field.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
    field.style.overflowY = field.scrollHeight > TALLEST_PX ? "auto" : "hidden";
  }

  #change(text: string) {
    this.setState({ text });
    this.props.screen.acts.write(text);
  }

  #send() {
    this.#field.current?.focus();
    const { text, take } = this.state;
    if (!sendable(this.state)) return;
    this.props.screen.acts.say(text, "", take?.());
    this.#change("");
  }

  readonly #clip = (area: HTMLElement | null) =>
    this.props.screen.acts.files(area, (take) => this.setState({ take }));

  override render({ screen: { phrases, acts }, hint }: Props, state: State) {
    const { text } = state;
    return (
      <>
        {text.length > COUNT_FROM && (
          <p className="er count">
            {phrases.say("too_long", { n: lengthOf(text), max: LONGEST_TEXT })}
          </p>
        )}
        <div className="cmp">
          <span className="clip" ref={this.#clip} />
          <textarea
            ref={this.#field}
            rows={1}
            dir="auto"
            value={text}
            aria-label={phrases.say("write_a_message")}
            placeholder={hint}
            enterkeyhint="send"
            onInput={(event) => this.#change(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
              event.preventDefault();
              this.#send();
            }}
            onBlur={() => acts.typing(false)}
          />
          <button
            type="button"
            className="go"
            aria-label={phrases.say("send")}
            disabled={!sendable(state)}
            onClick={() => this.#send()}
          >
            <Icon name="up" />
          </button>
        </div>
      </>
    );
  }
}

/** Characters as the server counts them. */
function lengthOf(text: string): number {
  return [...text].length;
}

function sendable({ text, take }: State): boolean {
  return take !== null && !!(text.trim() || take) && lengthOf(text) <= LONGEST_TEXT;
}

/** An Enter that ends the writing of a Japanese or Chinese word sends nothing. 229: Safari. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
