/** Where an answer came from. */

import { FileText } from "lucide-react";
import type { Cited } from "../../protocol/frames";
import { safeUrl } from "../text/markdown";

export function Sources({ sources }: { sources: readonly Cited[] }) {
  return sources.map(({ title, url, quote }) => {
    const safe = safeUrl(url);
    const inner = (
      <>
        <FileText size={12} /> {title}
      </>
    );
    const key = `${title} ${url} ${quote}`;
    return safe ? (
      <a
        key={key}
        className="cite"
        href={safe}
        title={quote}
        target="_blank"
        rel="noopener noreferrer"
      >
        {inner}
      </a>
    ) : (
      <span key={key} className="cite" title={quote}>
        {inner}
      </span>
    );
  });
}
