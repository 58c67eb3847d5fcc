/** A small conversation that plays the flows as they stand in the text; nothing is recorded. */

import { RotateCcw } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { words } from "../../api/problem";
import { bubbles, choices, collected, type Said } from "./trial";
import { useSettled, useTrial } from "./useFlows";

interface PreviewProps {
  readonly assistant: string;
  readonly text: string;
  readonly good: boolean; // the text has no faults
}

const WHO = { visitor: "You", assistant: "Assistant", house: "Note" } as const;

function Collected({ fields }: { fields: Readonly<Record<string, string>> }) {
  const known = Object.entries(fields).filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <dl className="ent" aria-label="Collected">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Say({ onSay }: { onSay: (said: Said) => void }) {
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim()) return;
    onSay({ text: typed.trim(), choice: "" });
    setTyped("");
  };
  return (
    <form className="flex gap-2" onSubmit={submit}>
      <input
        className="in"
        aria-label="What the visitor writes"
        placeholder="Write as a visitor"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="bt pri" disabled={!typed.trim()}>
        Say
      </button>
    </form>
  );
}

export function Preview({ assistant, text, good }: PreviewProps) {
  const [inputs, setInputs] = useState<readonly Said[]>([]);
  const log = useRef<HTMLDivElement | null>(null);
  const { data, error, isFetching } = useTrial(assistant, useSettled(text), inputs, good);
  const said = data ? bubbles(data) : [];
  const say = (one: Said) => setInputs([...inputs, one]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count stands for what is rendered
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [said.length]);
  return (
    <section className="card" aria-label="Preview">
      <div className="cd-h">
        <h2>Try it</h2>
        <span className="spacer" />
        <button
          type="button"
          className="bt"
          disabled={inputs.length === 0}
          onClick={() => setInputs([])}
        >
          <RotateCcw size={14} /> From the start
        </button>
      </div>
      {good ? null : <p className="mut">It plays as soon as the text has no faults.</p>}
      {error && good ? (
        <p className="err" role="alert">
          {words(error)}
        </p>
      ) : null}
      <div
        ref={log}
        className="play"
        role="log"
        aria-label="Trial"
        aria-busy={isFetching}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
      >
        {said.map(({ key, who, text: words_ }) => (
          <p key={key} className={`pb ${who}`} dir="auto">
            <span className="sr">{WHO[who]}: </span>
            {words_}
          </p>
        ))}
        {said.length === 0 && good ? (
          <p className="mut">
            Write what a visitor would write, such as the words a flow begins with.
          </p>
        ) : null}
      </div>
      {data && good ? (
        <fieldset className="flex flex-wrap gap-2" aria-label="Buttons">
          {choices(data).map((one) => (
            <button
              key={`${one.choice} ${one.text}`}
              type="button"
              className="chip"
              disabled={isFetching}
              onClick={() => say(one)}
            >
              {one.text}
            </button>
          ))}
        </fieldset>
      ) : null}
      <Say onSay={say} />
      {data ? <Collected fields={collected(data)} /> : null}
    </section>
  );
}
