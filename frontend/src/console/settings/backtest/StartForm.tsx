/** Which policy is measured, against which, over what. */

import { useRef, useState } from "react";
import type { BacktestLine } from "../../api/brain";
import { errorAt } from "../../api/problem";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { ErrorSummary } from "../ErrorSummary";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { useStart, type Wish } from "./useBacktests";
import { useShadow } from "./useShadow";

interface StartFormProps {
  readonly draft: PolicyDraft;
  readonly onStarted: (job: BacktestLine) => void;
}

const SOURCES = [
  { value: "history", label: "This installation's own conversations" },
  { value: "upload", label: "A file of transcripts" },
] as const;

function FileField({
  file,
  onChange,
}: {
  file: File | null;
  onChange: (file: File | null) => void;
}) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <div className="field">
      <span className="label">File</span>
      <div className="flex items-center gap-2">
        <button type="button" className="bt" onClick={() => input.current?.click()}>
          Choose a file
        </button>
        <span className="min-w-0 truncate">{file?.name ?? "None chosen"}</span>
      </div>
      <p className="hint">
        JSONL with a conversation a line, or CSV with a turn a row; docs/backtest.md tells the
        fields. Bad lines are reported, the rest still runs.
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".jsonl,.ndjson,.json,.csv,.tsv"
        aria-label="File of transcripts"
        onChange={({ target }) => onChange(target.files?.[0] ?? null)}
      />
    </div>
  );
}

export function StartForm({ draft, onStarted }: StartFormProps) {
  const shadow = useShadow(draft.assistant).data?.running ?? null;
  const start = useStart(draft.assistant, onStarted);
  const [source, setSource] = useState<"history" | "upload">("history");
  const [file, setFile] = useState<File | null>(null);
  const [since, setSince] = useState("");
  const [policy, setPolicy] = useState<Wish["policy"]>("draft");
  const [against, setAgainst] = useState<Wish["against"]>("live");
  const measured = policy === "draft" && !draft.draft ? "live" : policy;
  const other = against === measured ? "" : against;
  const standing = [
    { value: "live", label: "The policy in force" } as const,
    ...(shadow ? [{ value: "shadow", label: "The shadow" } as const] : []),
  ];
  const policies = [
    ...(draft.draft ? [{ value: "draft", label: "Your draft" } as const] : []),
    ...standing,
  ];
  const run = () =>
    start.mutate({
      wish: {
        policy: measured,
        against: other,
        since: source === "history" && since ? new Date(since).getTime() : 0,
        file: source === "upload" ? file : null,
      },
      draft: draft.draft,
    });
  return (
    <section className="card" aria-label="New backtest">
      <h2>Measure on the past</h2>
      {draft.draft ? null : (
        <p className="mut">Change a rule first, and your draft can be measured here.</p>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Choose label="Policy" value={measured} options={policies} onChange={setPolicy} />
        <Choose
          label="Against"
          value={other}
          options={[
            { value: "", label: "Nothing" },
            ...standing.filter(({ value }) => value !== measured),
          ]}
          onChange={setAgainst}
        />
      </div>
      <Choose label="Over" value={source} options={SOURCES} onChange={setSource} />
      {source === "upload" ? (
        <FileField file={file} onChange={setFile} />
      ) : (
        <Field
          label="Since"
          type="date"
          hint="Empty: all of it."
          value={since}
          onChange={setSince}
          error={errorAt(start.error, "since")}
        />
      )}
      <ErrorSummary error={start.error} saying="Not started." />
      <div>
        <button
          type="button"
          className="bt pri"
          disabled={start.isPending || (source === "upload" && !file)}
          onClick={run}
        >
          {start.isPending ? "Sending…" : "Run the backtest"}
        </button>
      </div>
    </section>
  );
}
