/** A document as YAML, with its faults by line. */

import { useRef } from "react";
import { ErrorSummary } from "./ErrorSummary";
import { lineAt } from "./lines";

interface Props {
  readonly label: string;
  readonly text: string;
  readonly error: Error | null;
  readonly write: (text: string) => void;
}

export function YamlText({ label, text, error, write }: Props) {
  const area = useRef<HTMLTextAreaElement | null>(null);
  const pick = (where: string) => {
    const range = lineAt(text, where);
    area.current?.focus();
    if (range) area.current?.setSelectionRange(...range);
  };
  return (
    <>
      <ErrorSummary error={error} onPick={pick} />
      <textarea
        ref={area}
        className="in mono"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        spellCheck={false}
        rows={Math.min(40, Math.max(16, text.split("\n").length + 1))}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
    </>
  );
}
