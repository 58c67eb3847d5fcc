/** A drill: a visitor who is none plays through everything, and each step tells its time. */

import { useMutation } from "@tanstack/react-query";
import { CircleCheck, CircleX, Play } from "lucide-react";
import { useState } from "react";
import type { Drill, DrillStep } from "../api/drill";
import { words } from "../api/problem";
import { useSession } from "../app/session";
import { useAssistants } from "../settings/assistants/AssistantsPage";
import { PageFrame } from "../settings/PageFrame";
import { full } from "../time/format";
import { Choose } from "../ui/Choose";
import { duration, stepName } from "./steps";

function StepLine({ step, longest }: { step: DrillStep; longest: number }) {
  const { name, ok, millis, expected, came } = step;
  return (
    <li className={ok ? "step" : "step failed"}>
      {ok ? <CircleCheck size={18} /> : <CircleX size={18} />}
      <div>
        <b>{stepName(name)}</b>
        <span className="sr">{ok ? ", passed" : ", failed"}</span>
        <p className="mut">{ok ? came : `Expected ${expected}; came ${came}.`}</p>
      </div>
      <span className="step-b" aria-hidden="true">
        <i style={{ width: `${Math.max(2, (millis / longest) * 100)}%` }} />
      </span>
      <span className="tab">{duration(millis)}</span>
    </li>
  );
}

function Told({ drill }: { drill: Drill }) {
  if (drill.told.length === 0) return <p className="mut">Nobody would have been told.</p>;
  return (
    <ul className="tally">
      {drill.told.map(({ notice, to, way }) => (
        <li key={`${notice} ${to} ${way}`}>
          <span>
            {stepName(notice)} to <b>{to}</b>
          </span>
          <span className="mut">{way}</span>
        </li>
      ))}
    </ul>
  );
}

function Result({ drill }: { drill: Drill }) {
  const longest = Math.max(1, ...drill.steps.map(({ millis }) => millis));
  return (
    <>
      <section className="card" aria-label="Result">
        <div className="cd-h wrap">
          <h2>{drill.ok ? "Everything works" : "Something does not work"}</h2>
          <span className={drill.ok ? "tg good" : "tg md"}>{drill.ok ? "passed" : "failed"}</span>
          <span className="spacer" />
          <span className="mut">
            {full(drill.at)}, {duration(drill.millis)} in all
          </span>
        </div>
        <ol className="steps" aria-label="Steps">
          {drill.steps.map((step) => (
            <StepLine key={step.name} step={step} longest={longest} />
          ))}
        </ol>
      </section>
      <section className="card" aria-label="Who would have been told">
        <h2>Who would have been told</h2>
        <p className="mut">In a drill the notices go to the drill alone.</p>
        <Told drill={drill} />
      </section>
    </>
  );
}

export default function DrillPage() {
  const { http } = useSession();
  const assistants = useAssistants().data ?? [];
  const [chosen, setChosen] = useState("");
  const assistant = chosen || assistants[0]?.id || "";
  const drill = useMutation({
    mutationFn: () => http.send<Drill>("POST", "/api/admin/drill", { assistant }),
  });
  return (
    <PageFrame title="Drill" thin>
      <section className="card" aria-label="Run a drill">
        <h2>Does everything still work?</h2>
        <p className="mut">
          A made-up visitor asks for a person, waits in the inbox, is answered, and goes back to the
          assistant: through the real server, in some seconds. It wakes nobody and counts in no
          report. <code>warmline drill</code> does the same for monitors.
        </p>
        {assistants.length > 1 ? (
          <Choose
            label="Assistant"
            value={assistant}
            options={assistants.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
        ) : null}
        <div>
          <button
            type="button"
            className="bt pri"
            disabled={drill.isPending || !assistant}
            onClick={() => drill.mutate()}
          >
            <Play size={14} /> {drill.isPending ? "Playing…" : "Run a drill"}
          </button>
        </div>
        <div role="status">
          {drill.isPending ? <progress className="work" aria-label="The drill is running" /> : null}
          {drill.data ? (
            <span className="sr">
              {drill.data.ok ? "The drill passed" : "The drill failed"} in{" "}
              {duration(drill.data.millis)}.
            </span>
          ) : null}
        </div>
        {drill.error ? (
          <p className="err" role="alert">
            {words(drill.error)}
          </p>
        ) : null}
      </section>
      {drill.data ? <Result drill={drill.data} /> : null}
    </PageFrame>
  );
}
