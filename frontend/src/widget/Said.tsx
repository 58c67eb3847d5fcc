/** What the server's log holds: messages, events, buttons, the contact form. */

import { lastSeq } from "../live/timeline";
import type { Choice, VisitorEvent, VisitorMessage } from "../protocol/frames";
import type { Acts, Screen } from "./acts";
import { ContactForm } from "./ContactForm";
import { Mark } from "./icons";
import { Message } from "./Message";
import { formUnder, judging, type Line, linesOf, newestOwn, offering } from "./view";

/** The server's entries; under the newest message its buttons, under its message the form. */
export function Said({ screen }: { readonly screen: Screen }) {
  const { model, acts, phrases } = screen;
  const { entries } = model.timeline;
  const lines = linesOf(entries);
  const own = model.outbox.length ? 0 : newestOwn(entries);
  const form = formUnder(entries);
  const offer = offering(entries, model.outbox);
  const judge = judging(entries, model.outbox);
  return (
    <>
      {lines.map((line) => (
        <Row key={line.key} line={line} screen={screen} own={own} form={form} />
      ))}
      {judge !== 0 && (
        <p className="meta theirs">
          {phrases.say(judge > 0 ? "did_this_help" : "thank_you")}
          {judge > 0 &&
            (["yes", "no"] as const).map((word) => (
              <button type="button" key={word} onClick={() => acts.judge(judge, word === "yes")}>
                {phrases.say(word)}
              </button>
            ))}
        </p>
      )}
      {offer && (
        <div className="qr">
          {offer.buttons.map((choice) => (
            <button type="button" key={choice.id} dir="auto" onClick={() => press(choice, acts)}>
              {choice.label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** What a button under a message means: see `Choice` in the protocol. */
function press({ id, label }: Choice, acts: Acts): void {
  if (id === "person") acts.person(label);
  else if (id === "accept" || id === "decline") acts.answer(id === "accept", label);
  else acts.say(label, id);
}

interface RowProps {
  readonly line: Line;
  readonly screen: Screen;
  readonly own: number;
  readonly form: number;
}

function Row({ line, screen, own, form }: RowProps) {
  const { model, phrases, acts } = screen;
  if (line.kind === "day") return <p className="day">{phrases.day(line.at, Date.now())}</p>;
  if (line.kind === "event") return <Happened event={line.event} screen={screen} />;
  const { message, first, last } = line;
  return (
    <>
      <Message
        {...{ message, first, last, phrases, acts }}
        sent={message.seq === own && message.seq === lastSeq(model.timeline)}
        speaker={speakerOf(message, screen)}
      />
      {message.seq === form && (
        <div className="card away">
          <ContactForm screen={screen} />
        </div>
      )}
    </>
  );
}

export function speakerOf(
  message: VisitorMessage,
  { model, phrases }: Pick<Screen, "model" | "phrases">,
): string {
  if (message.name) return message.name;
  if (message.author === "operator") return phrases.say("a_person");
  return model.assistant?.name || phrases.say("assistant");
}

function Happened({ event, screen }: { readonly event: VisitorEvent; readonly screen: Screen }) {
  const { phrases } = screen;
  const time = <bdi>{phrases.clock(event.at)}</bdi>;
  switch (event.event) {
    case "handoff_requested":
      return <p className="line">{time}</p>;
    case "claimed":
      return (
        <>
          <p className="line">{time}</p>
          <p className="sys joined">
            <Mark />
            <span>{phrases.say("joined", { name: event.name || phrases.say("a_person") })}</span>
          </p>
        </>
      );
    case "returned_to_assistant":
      return <p className="line back">{phrases.say("back_with_the_assistant")}</p>;
    case "resolved":
      return (
        <p className="sys">
          {phrases.say("resolved_by", { name: event.name || phrases.say("a_person") })} {time}
        </p>
      );
    case "ticket_opened":
      return <p className="sys ticket">{phrases.say("ticket", { n: event.ticket })}</p>;
    default:
      return null;
  }
}
