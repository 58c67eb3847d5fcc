/** The flows, drawn as their steps and where each leads. */

import type { Box, Flow } from "../../api/brain";
import { begins } from "./trial";

const VERBS: Readonly<Record<string, string>> = {
  say: "Says",
  ask: "Asks",
  branch: "Decides",
  answer: "Answers",
  look_up: "Looks up",
  set: "Notes",
  hand_off: "Fetches a person",
  goto: "Goes on",
  end: "Ends",
};

function Step({ box, next }: { box: Box; next: string | undefined }) {
  const { id, verb, words, field, kind, leads_to } = box;
  const jumps = leads_to.filter((one) => one !== next);
  return (
    <li className={`bx ${verb}`}>
      <span className="tg">{VERBS[verb] ?? verb}</span>
      <span className="bx-w" dir="auto">
        {words || <span className="mut">{id}</span>}
        {field ? (
          <span className="mut">
            {" "}
            → {field}
            {kind ? ` (${kind})` : ""}
          </span>
        ) : null}
      </span>
      {jumps.length > 0 ? <span className="mut">to {jumps.join(", ")}</span> : null}
    </li>
  );
}

export function Drawing({ flows }: { flows: readonly Flow[] }) {
  if (flows.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="label">
        {flows.length} {flows.length === 1 ? "flow" : "flows"}
      </h2>
      {flows.map((flow) => (
        <details key={flow.id} className="card fold">
          <summary>
            <b>{flow.id}</b> <span className="mut">{begins(flow)}</span>
          </summary>
          <ol className="grid gap-1 pt-2">
            {flow.steps.map((box, at) => (
              <Step key={box.id} box={box} next={flow.steps[at + 1]?.id} />
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}
