/** One question with its answer, typed in. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorAt, words } from "../../api/problem";
import type { Source } from "../../api/types";
import { useSession } from "../../app/session";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";

interface PairFormProps {
  readonly title?: string;
  readonly first?: { readonly question: string; readonly answer: string }; // what it begins with
  readonly bare?: boolean; // within a dialog
  readonly onDone?: () => void;
}

const BLANK = { question: "", answer: "" };

export function PairForm(props: PairFormProps) {
  const { title = "Add one answer", first = BLANK, bare = false, onDone } = props;
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const [question, setQuestion] = useState(first.question);
  const [answer, setAnswer] = useState(first.answer);
  const [internal, setInternal] = useState(false);
  const add = useMutation({
    mutationFn: () =>
      http.send<Source>("POST", "/api/knowledge/sources/pair", {
        question,
        answer,
        ...(internal ? { audience: "internal" } : {}),
      }),
    onSuccess: () => {
      setQuestion("");
      setAnswer("");
      void queries.invalidateQueries({ queryKey: ["sources"] });
      say("Answer added");
      onDone?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={bare ? "grid gap-3" : "card"} onSubmit={submit}>
      {bare ? null : <h2>{title}</h2>}
      <Field
        label="Question"
        required
        value={question}
        onChange={setQuestion}
        error={errorAt(add.error, "question")}
      />
      <Field
        label="Answer"
        required
        rows={3}
        value={answer}
        onChange={setAnswer}
        error={errorAt(add.error, "answer")}
      />
      {bare ? null : (
        <Switch
          label="Internal"
          hint="For staff alone: no visitor gets this answer."
          checked={internal}
          onChange={setInternal}
        />
      )}
      {add.error ? (
        <p className="err" role="alert">
          {words(add.error)}
        </p>
      ) : null}
      <div>
        <button type="submit" className="bt" disabled={add.isPending}>
          Add answer
        </button>
      </div>
    </form>
  );
}
