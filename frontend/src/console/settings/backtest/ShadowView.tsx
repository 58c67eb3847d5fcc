/** Shadow mode: a draft that decides beside the live policy and fetches nobody. */

import { useState } from "react";
import type { ShadowLine } from "../../api/brain";
import { full } from "../../time/format";
import { Failed, Skeleton } from "../../ui/Notice";
import { ErrorSummary } from "../ErrorSummary";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { Job } from "./Job";
import { useStart } from "./useBacktests";
import { useSetShadow, useShadow } from "./useShadow";

/** The report: both policies over what came since the shadow was set. */
function Report({ draft, line }: { draft: PolicyDraft; line: ShadowLine }) {
  const [job, setJob] = useState("");
  const start = useStart(draft.assistant, ({ id }) => setJob(id));
  const run = () =>
    start.mutate({
      wish: { policy: "shadow", against: "live", since: line.since, file: null },
      draft: null,
    });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="bt pri" disabled={start.isPending} onClick={run}>
          {job ? "Compare again" : "Compare with the policy in force"}
        </button>
      </div>
      <ErrorSummary error={start.error} saying="Not started." />
      {job ? <Job key={job} draft={draft} id={job} /> : null}
    </>
  );
}

function Running({ draft, line }: { draft: PolicyDraft; line: ShadowLine }) {
  const { end } = useSetShadow(draft.assistant);
  const pick = () => draft.load({ text: line.text });
  return (
    <>
      <section className="card">
        <div className="cd-h wrap">
          <h2>A draft runs as a shadow</h2>
          <span className="tg good">running</span>
          <span className="spacer" />
          <button type="button" className="bt" onClick={pick} disabled={draft.count > 0}>
            Edit it as the draft
          </button>
          <button
            type="button"
            className="bt"
            disabled={end.isPending}
            onClick={() => end.mutate()}
          >
            End it
          </button>
        </div>
        <p className="mut">
          Since {full(line.since)}, set by {line.by}. It fetches nobody. In a conversation, the
          decision on a message says where it would have acted otherwise.
        </p>
      </section>
      <Report draft={draft} line={line} />
    </>
  );
}

function Nothing({ draft }: { draft: PolicyDraft }) {
  const { set } = useSetShadow(draft.assistant);
  const { draft: sent } = draft;
  return (
    <section className="card">
      <h2>No draft runs as a shadow</h2>
      <p className="mut">
        A shadow decides at every message what it would do, beside the policy in force, and fetches
        nobody. After some days you see what would have been different.
      </p>
      <div>
        <button
          type="button"
          className="bt pri"
          disabled={!sent || set.isPending}
          onClick={() => sent && set.mutate(sent)}
        >
          Run your draft as a shadow
        </button>
      </div>
      {sent ? null : <p className="hint">Change a rule first; then there is a draft to run.</p>}
    </section>
  );
}

export function ShadowView({ draft }: { draft: PolicyDraft }) {
  const { data, error, refetch } = useShadow(draft.assistant);
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <>
      {data.running ? <Running draft={draft} line={data.running} /> : <Nothing draft={draft} />}
      {data.earlier.length > 0 ? (
        <section className="card">
          <h2>Earlier shadows</h2>
          <ul className="tally">
            {data.earlier.map(({ since, until, by }) => (
              <li key={since}>
                <span>
                  {full(since)} to {until ? full(until) : "now"}
                </span>
                <span className="mut">{by}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
