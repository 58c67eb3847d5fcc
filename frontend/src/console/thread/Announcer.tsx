/** Has each complete new message read out once; the log itself stays silent. */

import { useEffect, useRef, useState } from "react";
import type { Entry } from "../live/state";

function words(entry: Entry, visitor: string): string {
  if (entry.kind !== "message") return "";
  if (entry.author === "visitor") return `${visitor}: ${entry.text}`;
  if (entry.author === "assistant") return `Assistant: ${entry.text}`;
  return entry.author === "operator" ? `${entry.name}: ${entry.text}` : entry.text;
}

export function Announcer({ entries, visitor }: { entries: readonly Entry[]; visitor: string }) {
  const said = useRef(entries.at(-1)?.seq ?? 0);
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = entries.filter(({ seq }) => seq > said.current);
    said.current = entries.at(-1)?.seq ?? said.current;
    const news = fresh.map((entry) => words(entry, visitor)).filter(Boolean);
    if (news.length) setText(news.join(" "));
  }, [entries, visitor]);
  return (
    <div role="status" className="sr">
      {text}
    </div>
  );
}
