/** One question with its answer, typed in. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorAt, words } from "../../api/problem";
import type { Source } from "../../api/types";
import { useSession } from "../../app/session";
import { Field } from "../../ui/Field";
import { useToast } from "../../ui/toasts";

export function PairForm() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const [question, setQuestion] = useState("");
  const [answer, setAnswer] = useState("");
  const add = useMutation({
    mutationFn: () =>
      http.send<Source>("POST", "/api/knowledge/sources/pair", { question, answer }),
    onSuccess: () => {
      setQuestion("");
      setAnswer("");
      void queries.invalidateQueries({ queryKey: ["sources"] });
      say("Answer added");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="card" onSubmit={submit}>
      <h2>Add one answer</h2>
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
