/** What a turn showed: each signal with its strength and the words it is due to. */

import type { Signal } from "../api/brain";
import { signal as named, topic } from "../ui/labels";
import { Bar } from "./Bar";
import { share, strongest } from "./scores";

interface SignalListProps {
  readonly signals: readonly Signal[];
  readonly onWords?: ((words: string) => void) | undefined;
}

function Words({ words, onWords }: { words: string; onWords?: SignalListProps["onWords"] }) {
  if (!words) return null;
  if (!onWords) return <q dir="auto">{words}</q>;
  return (
    <button type="button" className="qt" onClick={() => onWords(words)}>
      <q dir="auto">{words}</q>
      <span className="sr">, show the message</span>
    </button>
  );
}

export function SignalList({ signals, onWords }: SignalListProps) {
  const shown = strongest(signals);
  if (shown.length === 0) return <p className="hint">Nothing was noticed in this turn.</p>;
  return (
    <ul className="sigs">
      {shown.map(({ name, value, score, words }) => (
        <li key={`${name} ${value}`}>
          <span className="sg-n">
            {named(name)}
            {value ? <b dir="auto"> {name === "topic" ? topic(value) : value}</b> : null}
          </span>
          <Bar value={share(name, score)} />
          <span className="tab">{score.toFixed(2)}</span>
          <Words words={words} onWords={onWords} />
        </li>
      ))}
    </ul>
  );
}
