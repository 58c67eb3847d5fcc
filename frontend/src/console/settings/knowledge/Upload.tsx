/** Files in, by dropping or choosing; each tells for itself how it went. */

import { useQueryClient } from "@tanstack/react-query";
import { UploadCloud } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { words } from "../../api/problem";
import type { Source } from "../../api/types";
import { useSession } from "../../app/session";
import { Switch } from "../../ui/Switch";
import { Problems } from "./Problems";

const TYPES = ".csv,.jsonl,.md,.markdown,.txt,.html,.htm,.pdf,.docx";

interface Outcome {
  readonly key: string;
  readonly name: string;
  readonly said: string;
  readonly bad: boolean;
  readonly problems: Source["problems"];
}

const passages = (n: number): string => (n === 1 ? "1 passage" : `${n} passages`);

function outcomeOf(key: string, name: string, source: Source | undefined): Outcome {
  const failed = source?.status === "failed";
  const indexing = source?.status === "indexing";
  const said = failed ? "Not read" : indexing ? "Indexing" : passages(source?.passages ?? 0);
  return { key, name, said, bad: failed, problems: source?.problems ?? [] };
}

function useUpload() {
  const { http } = useSession();
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const put = (outcome: Outcome) =>
    setOutcomes((all) => [outcome, ...all.filter(({ key }) => key !== outcome.key)]);

  const one = async (file: File, internal: boolean) => {
    const key = `${file.name} ${file.size} ${file.lastModified}`;
    put({ key, name: file.name, said: "Uploading…", bad: false, problems: [] });
    const body = new FormData();
    body.append("file", file);
    if (internal) body.append("audience", "internal"); // else as the older file of that name was
    try {
      const [source] = await http.send<readonly Source[]>("POST", "/api/knowledge/sources", body);
      put(outcomeOf(key, file.name, source));
    } catch (error) {
      put({ key, name: file.name, said: words(error), bad: true, problems: [] });
    }
  };
  const upload = async (files: Iterable<File>, internal: boolean) => {
    for (const file of [...files]) await one(file, internal); // one after the other, each with its own result
    void queries.invalidateQueries({ queryKey: ["sources"] });
  };
  return { outcomes, upload };
}

export function Upload() {
  const { outcomes, upload } = useUpload();
  const [over, setOver] = useState(false);
  const [internal, setInternal] = useState(false);
  const input = useRef<HTMLInputElement | null>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void upload(event.dataTransfer.files, internal);
  };
  return (
    <section className="card">
      <h2>Add files</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same */}
      <div
        className={over ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <UploadCloud size={24} />
        <p>
          Drop files here. A file of the same name replaces the older one, and stays internal if
          that was.
        </p>
        <button type="button" className="bt" onClick={() => input.current?.click()}>
          Choose files
        </button>
        <p className="hint">
          Questions and answers as CSV or JSONL; Markdown, text, HTML, PDF, DOCX
        </p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={TYPES}
          aria-label="Files"
          onChange={(event) => {
            void upload(event.target.files ?? [], internal);
          }}
        />
      </div>
      <Switch
        label="Internal"
        hint="For staff alone: no visitor is answered from these files."
        checked={internal}
        onChange={setInternal}
      />
      <ul className="grid gap-2" aria-live="polite">
        {outcomes.map(({ key, name, said, bad, problems }) => (
          <li key={key}>
            <div className="cd-h">
              <b className="font-medium">{name}</b>
              <span className="spacer" />
              <span className={bad ? "tg md" : "tg"}>{said}</span>
            </div>
            <Problems problems={problems} />
          </li>
        ))}
      </ul>
    </section>
  );
}
