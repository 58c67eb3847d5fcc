/** What operators propose from their replies: read, compared with what is known, taken in or not. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { errorAt, words } from "../../api/problem";
import type { Proposal, Proposed, Similar } from "../../api/proposals";
import { useSession } from "../../app/session";
import { figure } from "../../charts/words";
import { full } from "../../time/format";
import { Field } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";

const PATH = "/api/knowledge/proposals";

function useDecide(id: string, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const done = (text: string) => () => {
    void queries.invalidateQueries({ queryKey: ["proposals"] });
    void queries.invalidateQueries({ queryKey: ["sources"] });
    say(text);
    onDone();
  };
  const accept = useMutation({
    mutationFn: (pair: { question: string; answer: string }) =>
      http.send<Proposal>("POST", `${PATH}/${id}/accept`, pair),
    onSuccess: done("Taken into the knowledge base"),
  });
  const reject = useMutation({
    mutationFn: () => http.send("POST", `${PATH}/${id}/reject`),
    onSuccess: done("Not taken in"),
    onError: (error) => say(words(error), "bad"),
  });
  return { accept, reject };
}

function Alike({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return <p className="hint">Nothing alike is known yet.</p>;
  return (
    <section className="grid gap-2" aria-label="Nearly the same">
      <h3 className="label">Nearly the same</h3>
      <ul className="grid gap-2">
        {similar.map((one) => (
          <li key={`${one.source} ${one.proposal} ${one.question}`} className="why">
            <b>{one.question}</b> <span className="tg">{figure(one.alike, "share")} alike</span>{" "}
            <span className="mut">{one.source || "also proposed"}</span>
            <p>{one.answer}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decide({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { http } = useSession();
  const [question, setQuestion] = useState(proposal.question);
  const [answer, setAnswer] = useState(proposal.answer);
  const { accept, reject } = useDecide(proposal.id, onClose);
  const { data, error } = useQuery({
    queryKey: ["proposals", proposal.id],
    queryFn: () => http.get<Proposed>(`${PATH}/${proposal.id}`),
  });
  const busy = accept.isPending || reject.isPending;
  return (
    <Modal open wide onClose={onClose} title="Take this into the knowledge base?">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({ question, answer });
        }}
      >
        <Field
          label="Question"
          required
          value={question}
          onChange={setQuestion}
          error={errorAt(accept.error, "question")}
        />
        <Field
          label="Answer"
          required
          rows={4}
          hint="Without names and numbers that are only this visitor's."
          value={answer}
          onChange={setAnswer}
          error={errorAt(accept.error, "answer")}
        />
        {error ? <Failed error={error} /> : data ? <Alike similar={data.similar} /> : <Skeleton />}
        {accept.error ? (
          <p className="err" role="alert">
            {words(accept.error)}
          </p>
        ) : null}
        <footer>
          <button type="button" className="bt" disabled={busy} onClick={() => reject.mutate()}>
            Do not take it
          </button>
          <button type="submit" className="bt pri" disabled={busy}>
            Take it in
          </button>
        </footer>
      </form>
    </Modal>
  );
}

export function Proposals() {
  const { http } = useSession();
  const [open, setOpen] = useState<Proposal | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["proposals"],
    queryFn: () => http.get<readonly Proposal[]>(PATH),
  });
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data?.length) return null;
  return (
    <section className="card" aria-label="Proposals">
      <div className="cd-h">
        <h2>Proposed by operators</h2>
        <span className="pill">{data.length}</span>
      </div>
      <ul className="tally">
        {data.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.question}</b>
              <br />
              <span className="mut">
                {one.by_name}, {full(one.at)},{" "}
                <Link className="lnk" to={`/inbox/open/${one.conversation}`}>
                  the conversation
                </Link>
              </span>
            </span>
            <button type="button" className="bt" onClick={() => setOpen(one)}>
              Decide<span className="sr"> about “{one.question}”</span>
            </button>
          </li>
        ))}
      </ul>
      {open ? <Decide proposal={open} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}
