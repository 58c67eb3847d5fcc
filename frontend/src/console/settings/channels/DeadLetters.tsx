/** Jobs that were given up, each with its reason: tried again one by one or all at once, or dropped. */

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { DeadJob } from "../../api/channels";
import { placePath } from "../../app/place";
import { useServerNow } from "../../app/useServerNow";
import { Modal } from "../../ui/Modal";
import { Failed, Skeleton } from "../../ui/Notice";
import { ago, sentence } from "./standing";
import { useChannels } from "./useChannels";
import { useDeadDeeds, useDeadJobs } from "./useDeadJobs";

const MOST = 200; // that the server shows

const KINDS: Readonly<Record<string, string>> = {
  deliver: "Message to a visitor",
  notify: "Notice to staff",
  ask_assistant: "Question to the assistant",
  summarise: "Summary by a model",
  learn: "What an answer teaches",
  later: "Timer",
};

interface RowProps {
  readonly job: DeadJob;
  readonly channel: string; // its name
  readonly onReplay: () => void;
  readonly onDrop: () => void;
}

function Row({ job, channel, onReplay, onDrop }: RowProps) {
  const now = useServerNow();
  const what = KINDS[job.kind] ?? job.kind;
  return (
    <tr>
      <td>
        {job.conversation ? (
          <Link to={placePath("open", job.conversation)} className="in-text">
            {what}
          </Link>
        ) : (
          what
        )}
        {channel ? <span className="mut"> by {channel}</span> : null}
      </td>
      <td>{sentence(job.error || "no reason was kept")}</td>
      <td className="num">{job.attempts}</td>
      <td>{ago(job.at, now)}</td>
      <td className="num">
        <span className="inline-flex gap-2">
          <button
            type="button"
            className="bt"
            aria-label={`Try again: job ${job.id}`}
            onClick={onReplay}
          >
            Try again
          </button>
          <button type="button" className="bt" aria-label={`Drop job ${job.id}`} onClick={onDrop}>
            Drop
          </button>
        </span>
      </td>
    </tr>
  );
}

interface DropProps {
  readonly job: DeadJob | null;
  readonly onClose: () => void;
  readonly onDrop: (id: string) => void;
}

function ConfirmDrop({ job, onClose, onDrop }: DropProps) {
  return (
    <Modal open={job !== null} onClose={onClose} title="Drop it for good?">
      <p>It is never tried again, and nobody is told. This cannot be undone.</p>
      <footer>
        <button type="button" className="bt" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="bt danger"
          onClick={() => {
            if (job) onDrop(job.id);
            onClose();
          }}
        >
          Drop it
        </button>
      </footer>
    </Modal>
  );
}

/** ``channel``: only the messages of that one; "": everything. */
export function DeadLetters({ channel = "" }: { channel?: string }) {
  const { data, error, refetch } = useDeadJobs();
  const names = new Map(useChannels().data?.map(({ id, name }) => [id, name]));
  const { replay, drop } = useDeadDeeds();
  const [dropping, setDropping] = useState<DeadJob | null>(null);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const jobs = channel ? data.filter((job) => job.channel === channel) : data;
  return (
    <section className="card letters" aria-label="Dead letters">
      <div className="cd-h">
        <h2>{channel ? "Messages that were given up" : "Dead letters"}</h2>
        <span className="spacer" />
        {jobs.length > 0 ? (
          <button
            type="button"
            className="bt"
            disabled={replay.isPending}
            onClick={() => replay.mutate(jobs.map(({ id }) => id))}
          >
            <RotateCcw size={14} /> Try all {jobs.length} again
          </button>
        ) : null}
      </div>
      {jobs.length === 0 ? (
        <p className="mut">None. Nothing was given up.</p>
      ) : (
        <div className="wide-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Why it was given up</th>
                <th scope="col" className="num">
                  Tries
                </th>
                <th scope="col">When</th>
                <th scope="col">
                  <span className="sr">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <Row
                  key={job.id}
                  job={job}
                  channel={channel ? "" : (names.get(job.channel) ?? "")}
                  onReplay={() => replay.mutate([job.id])}
                  onDrop={() => setDropping(job)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data.length === MOST ? <p className="mut">The newest {MOST} are shown.</p> : null}
      <ConfirmDrop
        job={dropping}
        onClose={() => setDropping(null)}
        onDrop={(id) => drop.mutate(id)}
      />
    </section>
  );
}
