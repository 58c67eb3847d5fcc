/** Sends me a test by each way, and tells what the provider said. */

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { NoticesAnswer, TriedNotice } from "../../api/notices";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { WAY_LABELS, type Way } from "./wishes";

interface Answered extends TriedNotice {
  readonly way: string;
}

const label = (way: string): string => WAY_LABELS[way as Way] ?? way;

export function TestWays({ answer }: { answer: NoticesAnswer }) {
  const { http } = useSession();
  const [said, setSaid] = useState<Answered | null>(null);
  const test = useMutation({
    mutationFn: (way: string) =>
      http.send<TriedNotice>("POST", "/api/operator/notices/test", { way }),
    onSuccess: (found, way) => setSaid({ ...found, way }),
    onError: (error, way) => setSaid({ ok: false, answer: words(error), way }),
  });
  return (
    <div className="grid gap-2">
      <h3 className="label">Send me a test</h3>
      <div className="flex flex-wrap gap-2">
        {answer.ways.map(({ way, ready, why }) => (
          <button
            key={way}
            type="button"
            className="bt"
            disabled={!ready || test.isPending}
            title={why}
            onClick={() => test.mutate(way)}
          >
            {label(way)}
          </button>
        ))}
      </div>
      <p role="status">
        {said ? (
          <span className={said.ok ? "" : "err"}>
            {label(said.way)}: {said.ok ? "sent" : "not sent"}. {said.answer}
          </span>
        ) : null}
      </p>
    </div>
  );
}
