/** One message in the log: the speaker, the words, the sources, the time. */

import { Component, type ComponentChildren } from "preact";
import type { Cited, VisitorMessage } from "../protocol/frames";
import { safeUrl } from "../ui/markdown";
import { Markdown } from "../ui/prose";
import type { Acts } from "./acts";
import { Icon, Mark } from "./icons";
import type { Phrases } from "./phrases";
import { initial } from "./view";

export interface MessageProps {
  readonly message: VisitorMessage;
  readonly first: boolean;
  readonly last: boolean;
  readonly sent: boolean; // the newest own message: says so
  readonly speaker: string;
  readonly phrases: Phrases;
  readonly acts: Acts;
}

/** Drawn again only when something about it changed: conversations get long. */
export class Message extends Component<MessageProps> {
  override shouldComponentUpdate(next: MessageProps): boolean {
    const keys = Object.keys(next) as (keyof MessageProps)[];
    return keys.some((key) => next[key] !== this.props[key]);
  }

  override render() {
    const { message, first, last, sent, speaker, phrases, acts } = this.props;
    // Files are drawn by `files.ts`; what an older panel stored knows of none.
    const files = message.files?.[0] && <div ref={(area) => acts.files(area, message.files)} />;
    const time = last || sent ? phrases.clock(message.at) : "";
    if (message.author === "visitor")
      return (
        <Own text={[message.text, files]} you={phrases.say("you")}>
          {time}
          {sent && ` · ${phrases.say("sent")}`}
        </Own>
      );
    if (message.author === "system") return <House message={message} />;
    return (
      <Theirs
        {...{ first, speaker, time }}
        text={message.text}
        ai={message.author === "assistant" ? phrases.say("ai") : ""}
      >
        {files}
        {message.sources.length > 0 && <Sources sources={message.sources} phrases={phrases} />}
      </Theirs>
    );
  }
}

/** The visitor's own words; below them what became of them. */
export function Own(props: {
  readonly text: ComponentChildren;
  readonly you: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div className="m me">
      <div className="bub" dir="auto">
        <span className="vh">{props.you}: </span>
        {props.text}
      </div>
      <div className="meta">{props.children}</div>
    </div>
  );
}

/** The house itself: announcements, in nobody's voice. */
function House({ message }: { readonly message: VisitorMessage }) {
  return (
    <div className="m s">
      <Mark />
      <div className="bub" dir="auto">
        {message.text}
      </div>
    </div>
  );
}

/** What somebody else says; without a message from the log too: a greeting, a draft. */
export function Theirs(props: {
  readonly text: string;
  readonly speaker: string;
  readonly ai: string; // "": a person
  readonly first?: boolean;
  readonly time?: string;
  readonly children?: ComponentChildren;
}) {
  const { text, speaker, ai, first = true, time, children } = props;
  return (
    <>
      <p className={first ? "by" : "vh"}>
        <b dir="auto">{speaker}</b>
        {ai && <span className="ai">{ai}</span>}
      </p>
      <div className={ai ? "m b" : "m h"}>
        {ai ? <BotFace small /> : <PersonFace name={speaker} small />}
        <div className="bub" dir="auto">
          <Markdown text={text} />
          {children}
        </div>
      </div>
      {time && <div className="meta theirs">{time}</div>}
    </>
  );
}

function Sources(props: { readonly sources: readonly Cited[]; readonly phrases: Phrases }) {
  return (
    <ul className="src" aria-label={props.phrases.say("sources")}>
      {props.sources.map((source) => (
        <li key={source.title + source.url}>
          <Source {...source} hint={props.phrases.say("in_a_new_tab")} />
        </li>
      ))}
    </ul>
  );
}

const WEB = new Set(["http:", "https:"]);

/** A chip with the source's title; a link only where its address is on the web. */
function Source({ title, url, quote, hint }: Cited & { readonly hint: string }) {
  const href = safeUrl(url, WEB) ?? undefined;
  return (
    <a className="cite" href={href} target="_blank" rel="noopener" title={quote}>
      <Icon name="file" size={12} />
      <span>{title}</span>
      {href && <span className="vh"> ({hint})</span>}
    </a>
  );
}

export function BotFace({ small = false }: { readonly small?: boolean }) {
  return (
    <span className={small ? "av b sm" : "av b"} aria-hidden="true">
      <Icon name="bot" size={small ? 14 : 20} />
    </span>
  );
}

export function PersonFace(props: { readonly name: string; readonly small?: boolean }) {
  return (
    <span className={props.small ? "av sm" : "av"} aria-hidden="true">
      {initial(props.name)}
    </span>
  );
}
