/** All that the server found wrong with a form, in one place above it. */

import { Problem, sentence, words } from "../api/problem";

interface ErrorSummaryProps {
  readonly error: Error | null;
  readonly onPick?: (where: string) => void;
  readonly saying?: string; // what did not happen
  readonly named?: (where: string) => string; // a place in words
}

const asItIs = (where: string): string => where;

export function ErrorSummary(props: ErrorSummaryProps) {
  const { error, onPick, saying = "Not saved.", named = asItIs } = props;
  if (!error) return null;
  const errors = error instanceof Problem ? error.errors : [];
  return (
    <div className="why" role="alert">
      <b>
        {saying} {words(error)}
      </b>
      <ul className="problems">
        {errors.map((one) => (
          <li key={`${one.where} ${one.expected}`}>
            {onPick ? (
              <button type="button" className="lk" onClick={() => onPick(one.where)}>
                {one.where}
              </button>
            ) : (
              <b>{named(one.where)}</b>
            )}
            <span>{sentence(one)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
