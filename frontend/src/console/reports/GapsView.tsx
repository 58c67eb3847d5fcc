/** Knowledge gaps: questions that went to people, grouped by meaning, each with a way to an answer. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { words } from "../api/problem";
import type { Gap, Gaps } from "../api/reports";
import { maySetUp, maySupervise } from "../api/rights";
import { useSession } from "../app/session";
import { figure } from "../charts/words";
import { PairForm } from "../settings/knowledge/PairForm";
import { full } from "../time/format";
import { Modal } from "../ui/Modal";
import { Failed, Skeleton } from "../ui/Notice";
import { useToast } from "../ui/toasts";

const PATH = "/api/reports/gaps";
const POLL_MS = 1500;

function useGaps() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const read = useQuery({
    queryKey: ["gaps"],
    queryFn: () => http.get<Gaps>(PATH),
    refetchInterval: ({ state }) => (state.data?.working ? POLL_MS : false),
  });
  const anew = useMutation({
    mutationFn: () => http.send<Gaps>("POST", PATH),
    onSuccess: (gaps) => queries.setQueryData(["gaps"], { ...gaps, working: true }),
    onError: (error) => say(words(error), "bad"),
  });
  return { read, anew };
}

function Known({ gap }: { gap: Gap }) {
  if (gap.confidence === null) return <span className="tg md">No answer</span>;
  return (
    <span className="tg h-bot">
      The assistant would answer now, {figure(gap.confidence, "share")} sure
    </span>
  );
}

function Examples({ gap }: { gap: Gap }) {
  return (
    <ul className="found">
      {gap.examples.map(({ conversation, seq, at, text }) => (
        <li key={`${conversation} ${seq}`}>
          <Link to={`/inbox/open/${conversation}`}>
            <span className="fd-t">{text}</span>
            <span className="mut">{full(at)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function GapLine({ gap, onWrite }: { gap: Gap; onWrite: ((gap: Gap) => void) | null }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="ver">
      <div className="cd-h wrap">
        <span className="pill tab">
          {gap.count}
          <span className="sr"> times</span>
        </span>
        <b className="fd-t">{gap.label}</b>
        <Known gap={gap} />
        <button type="button" className="lk" aria-expanded={open} onClick={() => setOpen(!open)}>
          Examples<span className="sr"> of “{gap.label}”</span>
        </button>
        {onWrite ? (
          <button type="button" className="bt" onClick={() => onWrite(gap)}>
            <PenLine size={14} /> Write an answer<span className="sr"> to “{gap.label}”</span>
          </button>
        ) : null}
      </div>
      {open ? <Examples gap={gap} /> : null}
    </li>
  );
}

function Found({ found, onWrite }: { found: Gaps; onWrite: ((gap: Gap) => void) | null }) {
  if (found.at === 0)
    return (
      <p className="ch-none">
        {found.working ? "Reading the questions of the last 90 days…" : "Not made yet."}
      </p>
    );
  if (found.gaps.length === 0)
    return (
      <p className="ch-none">
        {found.questions === 0
          ? "No question went to a person in the last 90 days."
          : `${found.questions} questions went to people, none of them twice.`}
      </p>
    );
  return (
    <>
      <p className="mut">
        {found.questions} questions of the last 90 days; {found.alone} of them nobody else asked. As
        of {full(found.at)}.
      </p>
      <ol aria-label="Gaps">
        {found.gaps.map((gap) => (
          <GapLine key={gap.label} gap={gap} onWrite={onWrite} />
        ))}
      </ol>
    </>
  );
}

export function GapsView() {
  const { me } = useSession();
  const { read, anew } = useGaps();
  const [writing, setWriting] = useState<Gap | null>(null);
  if (read.error) return <Failed error={read.error} onAgain={() => void read.refetch()} />;
  if (!read.data) return <Skeleton lines={5} />;
  const busy = read.data.working || anew.isPending;
  return (
    <section className="card" aria-label="Knowledge gaps">
      <div className="cd-h wrap">
        <h2>What people were asked, by meaning</h2>
        <span className="spacer" />
        {maySupervise(me.role) ? (
          <button type="button" className="bt" disabled={busy} onClick={() => anew.mutate()}>
            {busy ? "Reading…" : "Make it anew"}
          </button>
        ) : null}
        <a className="bt" href={`${PATH}.csv`} download>
          CSV
        </a>
      </div>
      <Found found={read.data} onWrite={maySetUp(me.role) ? setWriting : null} />
      <Modal open={writing !== null} onClose={() => setWriting(null)} title="Write an answer">
        {writing ? (
          <PairForm
            bare
            first={{ question: writing.label, answer: "" }}
            onDone={() => setWriting(null)}
          />
        ) : null}
      </Modal>
    </section>
  );
}
