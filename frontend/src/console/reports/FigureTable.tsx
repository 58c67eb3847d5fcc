/** Several figures side by side for each rule, team or operator; every number opens what is behind. */

import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SeriesAnswer, SeriesPoint } from "../api/reports";
import { useSession } from "../app/session";
import { ChartCard } from "../charts/ChartCard";
import { figure } from "../charts/words";
import { Failed, Skeleton } from "../ui/Notice";
import { wordsOf } from "./figures";
import { NOTHING, type PartProps } from "./parts";
import { queryOf } from "./useReports";

interface FigureTableProps extends PartProps {
  readonly title: string;
  readonly hint?: string;
  readonly by: string;
  readonly first: string; // head of the first column
  readonly names: readonly string[];
  readonly called?: (key: string) => string; // else as the server calls it
  readonly aside?: (key: string) => ReactNode;
}

function useTable({ by, names, period }: FigureTableProps) {
  const { http } = useSession();
  return useQueries({
    queries: names.map((name) => ({
      queryKey: ["reports", "series", period, { figure: name, by }],
      queryFn: () =>
        http.get<SeriesAnswer>(`/api/reports/series?${queryOf(period, { figure: name, by })}`),
    })),
  });
}

type Column = ReadonlyMap<string, SeriesPoint>;

const numberOf = (column: Column | undefined, key: string): number | null => {
  const point = column?.get(key);
  return point ? point.value : null;
};

export function FigureTable(props: FigureTableProps) {
  const { title, hint, by, first, names, aside, onPick } = props;
  const found = useTable(props);
  const failed = found.find(({ error }) => error);
  if (failed) return <Failed error={failed.error} onAgain={() => void failed.refetch()} />;
  if (found.some(({ data }) => !data)) return <Skeleton />;
  const columns: readonly Column[] = found.map(
    ({ data }) => new Map((data?.lines[0]?.points ?? []).map((point) => [point.key, point])),
  );
  const called = (key: string) =>
    props.called?.(key) ?? (columns.find((column) => column.has(key))?.get(key)?.label || key);
  const keys = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const sheet = {
    head: [first, ...names.map((name) => wordsOf(name).label)],
    rows: keys.map((key) => [called(key), ...columns.map((column) => numberOf(column, key))]),
    shown: (cell: string | number | null, i: number) => {
      const name = names[i - 1];
      return name && typeof cell !== "string" ? figure(cell, wordsOf(name).unit) : String(cell);
    },
  };
  return (
    <ChartCard
      title={title}
      sheet={sheet}
      tabular
      {...(hint ? { hint } : {})}
      {...(keys.length ? {} : { empty: NOTHING })}
    >
      <div className="overflow-x-auto">
        <table className="table fig-t">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {names.map((name) => (
                <th key={name} scope="col" className="num" title={wordsOf(name).hint}>
                  {wordsOf(name).label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row">
                  {called(key)} {aside?.(key)}
                </th>
                {names.map((name, i) => (
                  <td key={name} className="num">
                    <button
                      type="button"
                      className="fig"
                      aria-label={`${wordsOf(name).label} of ${called(key)}: ${figure(numberOf(columns[i], key), wordsOf(name).unit)}`}
                      onClick={() => onPick({ figure: name, by, key, title: called(key) })}
                    >
                      {figure(numberOf(columns[i], key), wordsOf(name).unit)}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartCard>
  );
}
