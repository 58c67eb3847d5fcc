/** Propose a question and its answer for the knowledge base, made of an operator's reply. */

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { errorAt, words } from "../../api/problem";
import type { Proposed } from "../../api/proposals";
import { useLive, useSession } from "../../app/session";
import type { Entry } from "../../live/state";
import { Modal } from "../../ui/Modal";
import { useToast } from "../../ui/toasts";

/** What the visitor last asked before a reply. */
export function questionBefore(entries: readonly Entry[], seq: number): string {
  const asked = entries.findLast(
    (one) => one.seq < seq && one.kind === "message" && one.author === "visitor",
  );
  return asked?.kind === "message" ? asked.text : "";
}

function useProposing(conversation: string, onDone: (found: Proposed) => void) {
  const { http } = useSession();
  return useMutation({
    mutationFn: (body: { seq: number; question: string; answer: string }) =>
      http.send<Proposed>("POST", `/api/operator/conversations/${conversation}/proposals`, body),
    onSuccess: onDone,
  });
}

interface ProposeProps {
  readonly conversation: string;
  readonly seq: number; // of the reply
  readonly onClose: () => void;
}

function thanks({ similar }: Proposed): string {
  const [near] = similar;
  if (!near) return "Proposed. Whoever looks after the knowledge decides.";
  return `Proposed. Much like it is known already: “${near.question.slice(0, 60)}”`;
}

export function ProposeDialog({ conversation, seq, onClose }: ProposeProps) {
  const say = useToast();
  const first = useRef<HTMLTextAreaElement | null>(null);
  const entries = useLive((state) => state.threads[conversation]?.entries) ?? [];
  const reply = entries.find((one) => one.seq === seq);
  const [question, setQuestion] = useState(() => questionBefore(entries, seq).slice(0, 1000));
  const [answer, setAnswer] = useState(() => (reply?.kind === "message" ? reply.text : ""));
  const { mutate, isPending, error } = useProposing(conversation, (found) => {
    say(thanks(found));
    onClose();
  });
  const ready = question.trim() !== "" && answer.trim() !== "" && !isPending;
  return (
    <Modal open onClose={onClose} title="Propose for the knowledge base" first={first}>
      <form
        className="transfer"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) mutate({ seq, question: question.trim(), answer: answer.trim() });
        }}
      >
        <p className="mut">Leave out what is only about this visitor.</p>
        <div className="field">
          <label htmlFor="propose-question">Question</label>
          <textarea
            id="propose-question"
            ref={first}
            className="in"
            rows={2}
            maxLength={1000}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <p className="err">{errorAt(error, "question")}</p>
        </div>
        <div className="field">
          <label htmlFor="propose-answer">Answer</label>
          <textarea
            id="propose-answer"
            className="in"
            rows={5}
            maxLength={10_000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <p className="err">{errorAt(error, "answer")}</p>
        </div>
        {error ? (
          <p className="err" role="alert">
            {words(error)}
          </p>
        ) : null}
        <footer>
          <button type="button" className="bt" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bt pri" disabled={!ready}>
            {isPending ? "One moment…" : "Propose"}
          </button>
        </footer>
      </form>
    </Modal>
  );
}
