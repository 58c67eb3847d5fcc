/** @jsxImportSource preact */
/** Markdown-lite as Preact nodes. No text ever becomes HTML. Wants `white-space: pre-line`. */

import type { ComponentChild } from "preact";
import { type Block, type Inline, parseBlocks } from "./markdown";

export function Markdown({ text }: { readonly text: string }): ComponentChild {
  return parseBlocks(text).map(block);
}

// biome-ignore-start lint/correctness/useJsxKeyInIterable: drawn anew as a whole; nothing in it has an identity
function block(made: Block): ComponentChild {
  switch (made.kind) {
    case "paragraph":
      return <p>{made.children.map(inline)}</p>;
    case "code":
      return (
        <pre>
          <code>{made.text}</code>
        </pre>
      );
    case "list": {
      const items = made.items.map((item) => <li>{item.map(inline)}</li>);
      return made.start === null ? <ul>{items}</ul> : <ol start={made.start}>{items}</ol>;
    }
  }
}

function inline(made: Inline): ComponentChild {
  if (typeof made === "string") return made;
  switch (made.kind) {
    case "bold":
      return <b>{made.children.map(inline)}</b>;
    case "italic":
      return <i>{made.children.map(inline)}</i>;
    case "code":
      return <code>{made.text}</code>;
    case "link":
      return (
        <a href={made.href} target="_blank" rel="noopener nofollow">
          {made.children.map(inline)}
        </a>
      );
  }
}
// biome-ignore-end lint/correctness/useJsxKeyInIterable: see above
