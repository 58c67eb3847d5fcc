/** A chart's frame: its sentence, its legend, and the same numbers as a table and as a file. */

import { Download } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { type Series, swatch } from "./series";
import { csv, fileName, plainCell, type Sheet } from "./sheet";

interface ChartCardProps {
  readonly title: string; // a sentence
  readonly hint?: string;
  readonly series?: readonly Series[]; // for the legend, where there is more than one
  readonly sheet: Sheet;
  readonly empty?: string; // why there is nothing to draw
  readonly tabular?: boolean; // a table is all there is
  readonly children?: ReactNode;
}

export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="lg">
      {series.map((one) => (
        <li key={one.name}>
          <i className={swatch(one)} aria-hidden="true" />
          {one.name}
        </li>
      ))}
    </ul>
  );
}

export function SheetTable({ sheet, title }: { sheet: Sheet; title: string }) {
  const shown = sheet.shown ?? plainCell;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className="scrolled" tabIndex={0} aria-label={`${title}, as a table`}>
      <table className="table">
        <thead>
          <tr>
            {sheet.head.map((name, i) => (
              <th key={name} scope="col" className={i ? "num" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={sheet.head[i]} scope="row">
                    {shown(cell, i)}
                  </th>
                ) : (
                  <td key={sheet.head[i]} className="num">
                    {shown(cell, i)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function ChartCard(props: ChartCardProps) {
  const { title, hint, series = [], sheet, empty, tabular = false, children } = props;
  const id = useId();
  const [chosen, setChosen] = useState(false);
  const asTable = chosen || (tabular && !children);
  return (
    <section className="card chart" aria-labelledby={id}>
      <div className="cd-h wrap">
        <h2 id={id}>{title}</h2>
        {series.length > 1 ? <Legend series={series} /> : null}
        <span className="spacer" />
        {empty ? null : (
          <span className="ch-a">
            {tabular ? null : (
              <button
                type="button"
                className="lk"
                aria-pressed={asTable}
                onClick={() => setChosen(!chosen)}
              >
                View as table
              </button>
            )}
            <button
              type="button"
              className="ib sm"
              aria-label={`Download as CSV: ${title}`}
              title="CSV"
              onClick={() => download(fileName(title), csv(sheet))}
            >
              <Download size={14} />
            </button>
          </span>
        )}
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
      {empty ? (
        <p className="ch-none">{empty}</p>
      ) : asTable ? (
        <SheetTable sheet={sheet} title={title} />
      ) : (
        children
      )}
    </section>
  );
}
