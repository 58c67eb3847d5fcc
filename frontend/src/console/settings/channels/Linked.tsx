/** A sentence of ours whose addresses can be opened. */

import { safeUrl } from "../../text/markdown";
import { linked } from "./form";

export function Linked({ text }: { text: string }) {
  return (
    <>
      {linked(text).map((part, i) => {
        const url = i % 2 ? safeUrl(part) : null;
        if (!url) return part;
        return (
          <a key={part} href={url} target="_blank" rel="noopener noreferrer" className="in-text">
            {part}
          </a>
        );
      })}
    </>
  );
}
