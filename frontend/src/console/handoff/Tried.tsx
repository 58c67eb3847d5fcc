/** What the assistant tried: each question, its answer, how sure it was, and from where. */

import type { Attempt, Package } from "../api/types";
import { Confidence } from "../thread/Confidence";
import { Sources } from "../thread/Sources";

function Step({ attempt }: { attempt: Attempt }) {
  const { question, text, confidence, abstained, sources } = attempt;
  return (
    <li>
      <details>
        <summary>
          <span className="tried-q" dir="auto">
            {question}
          </span>
          {confidence === null ? null : <Confidence value={confidence} />}
        </summary>
        <p className="plain" dir="auto">
          {abstained ? <span className="tg">Did not know</span> : null} {text}
        </p>
        <div className="src">
          <Sources sources={sources} />
        </div>
      </details>
    </li>
  );
}

export function Tried({ tried }: { tried: Package["tried"] }) {
  return (
    <section>
      <h3>What the assistant tried</h3>
      <ol className="tried">
        {tried.map((attempt) => (
          <Step key={attempt.seq} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}
