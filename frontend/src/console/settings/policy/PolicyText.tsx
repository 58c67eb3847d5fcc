/** The policy as YAML text, with the server's errors at their lines. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { Moved } from "./Moved";
import type { PolicyEditorProps } from "./PolicyForm";
import { moved, usePublish } from "./usePublish";

/** Start and end of the line that ``where`` names ("line 12, rules[2].threshold"), if it names one. */
export function lineAt(text: string, where: string): [number, number] | null {
  const match = /line (\d+)/.exec(where);
  if (!match) return null;
  const lines = text.split("\n");
  const index = Math.min(Number(match[1]), lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  return [start, start + (lines[index]?.length ?? 0)];
}

export function PolicyText({ assistant, published, onDirty }: PolicyEditorProps) {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const text = edited ?? published.text;
  const dirty = text !== published.text;
  const publish = usePublish(assistant, published.version, () => setEdited(null));
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  const drop = () => {
    setEdited(null);
    publish.reset();
  };
  const load = () => {
    drop();
    void queries.invalidateQueries({ queryKey: ["policy", assistant] });
  };
  const send = (over: boolean) => publish.mutate({ draft: { text }, over });
  const pick = (where: string) => {
    const range = lineAt(text, where);
    area.current?.focus();
    if (range) area.current?.setSelectionRange(...range);
  };
  return (
    <>
      {moved(publish.error) ? (
        <Moved onLoad={load} onOver={() => send(true)} />
      ) : (
        <ErrorSummary error={publish.error} onPick={pick} />
      )}
      <textarea
        ref={area}
        className="in mono"
        aria-label="Policy as YAML"
        aria-invalid={publish.error ? true : undefined}
        spellCheck={false}
        rows={Math.min(40, Math.max(16, text.split("\n").length + 1))}
        value={text}
        onChange={(event) => setEdited(event.target.value)}
      />
      <SaveBar
        count={dirty ? 1 : 0}
        busy={publish.isPending}
        action="Publish"
        onSave={() => send(false)}
        onDiscard={drop}
      />
    </>
  );
}
