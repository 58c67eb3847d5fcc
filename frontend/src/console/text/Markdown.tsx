/** Markdown-lite as React nodes. Nothing here can become HTML that the author chose. */

import { memo, type ReactNode } from "react";
import { type Block, parse, type Span } from "./markdown";

function span(one: Span, key: string): ReactNode {
  switch (one.kind) {
    case "text":
      return one.text;
    case "code":
      return <code key={key}>{one.text}</code>;
    case "strong":
      return <strong key={key}>{spans(one.spans, key)}</strong>;
    case "em":
      return <em key={key}>{spans(one.spans, key)}</em>;
    case "link":
      return (
        <a key={key} href={one.url} target="_blank" rel="noopener noreferrer">
          {spans(one.spans, key)}
        </a>
      );
  }
}

const spans = (list: readonly Span[], key: string): ReactNode[] =>
  list.map((one, i) => span(one, `${key}.${i}`));

const lines = (list: readonly (readonly Span[])[], key: string): ReactNode[] =>
  list.flatMap((line, i) => {
    const at = `${key}-${i}`;
    return i ? [<br key={`${at}b`} />, ...spans(line, at)] : spans(line, at);
  });

function block(one: Block, key: string): ReactNode {
  switch (one.kind) {
    case "paragraph":
      return <p key={key}>{lines(one.lines, key)}</p>;
    case "heading":
      return (
        <p key={key}>
          <strong>{spans(one.spans, key)}</strong>
        </p>
      );
    case "code":
      return <pre key={key}>{one.text}</pre>;
    case "list": {
      const List = one.ordered ? "ol" : "ul";
      const items = one.items.map((item, i) => {
        const at = `${key}-${i}`;
        return <li key={at}>{spans(item, at)}</li>;
      });
      return <List key={key}>{items}</List>;
    }
  }
}

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div className="md">{parse(text).map((one, i) => block(one, String(i)))}</div>;
});
