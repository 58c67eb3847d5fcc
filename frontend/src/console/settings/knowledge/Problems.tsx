/** What could not be read in a file, by line. */

import type { Source } from "../../api/types";

const SHOWN = 20;

export function Problems({ problems }: { problems: Source["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="problems">
      {problems.slice(0, SHOWN).map(({ line, message }) => (
        <li key={`${line} ${message}`}>
          {line > 0 ? `Line ${line}: ` : ""}
          {message}
        </li>
      ))}
      {problems.length > SHOWN ? <li>and {problems.length - SHOWN} more</li> : null}
    </ul>
  );
}
