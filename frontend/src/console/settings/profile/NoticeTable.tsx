/** What one is told of, and by which ways: a table of boxes. */

import { RotateCcw } from "lucide-react";
import type { Events } from "../../api/notices";
import {
  followed,
  type NoticeLine,
  OWN_WAYS,
  switched,
  WAY_LABELS,
  type Way,
  waysOf,
} from "./wishes";

interface NoticeTableProps {
  readonly name: string;
  readonly lines: readonly NoticeLine[];
  readonly chosen: Events;
  readonly back: string; // what giving up a choice means: "As my team"
  readonly missing: Readonly<Record<string, string>>; // ways that do not reach, and why
  readonly onChange: (chosen: Events) => void;
}

type LineProps = Omit<NoticeTableProps, "lines" | "name"> & { readonly line: NoticeLine };

function Line({ line, chosen, back, missing, onChange }: LineProps) {
  const { event, title } = line;
  const now = waysOf(chosen, line);
  return (
    <tr>
      <th scope="row">
        {title}
        {event in chosen ? (
          <button
            type="button"
            className="ib sm"
            aria-label={`${back}: ${title}`}
            title={back}
            onClick={() => onChange(followed(chosen, event))}
          >
            <RotateCcw size={12} />
          </button>
        ) : null}
      </th>
      {OWN_WAYS.map((way) => (
        <td key={way} className="ck-c">
          <input
            type="checkbox"
            className="ck"
            aria-label={`${title}: ${WAY_LABELS[way]}${way in missing ? `, ${missing[way]}` : ""}`}
            checked={now.includes(way)}
            onChange={({ target }) => onChange(switched(chosen, line, way, target.checked))}
          />
        </td>
      ))}
    </tr>
  );
}

function Head({ way, why }: { way: Way; why: string | undefined }) {
  return (
    <th scope="col" className="ck-c">
      {WAY_LABELS[way]}
      {why ? (
        <span className="mut" title={why} aria-hidden="true">
          {" "}
          *
        </span>
      ) : null}
    </th>
  );
}

export function NoticeTable({ name, lines, ...rest }: NoticeTableProps) {
  const { missing } = rest;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={name}>
        <table className="table notice-t">
          <thead>
            <tr>
              <th scope="col">When</th>
              {OWN_WAYS.map((way) => (
                <Head key={way} way={way} why={missing[way]} />
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.event} line={line} {...rest} />
            ))}
          </tbody>
        </table>
      </section>
      {OWN_WAYS.filter((way) => missing[way]).map((way) => (
        <p key={way} className="hint">
          * {WAY_LABELS[way]}: {missing[way]}. It counts from when it reaches you.
        </p>
      ))}
    </>
  );
}
