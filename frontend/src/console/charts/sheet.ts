/** The numbers of a chart as a table and as a CSV file. Pure. */

export type Cell = string | number | null;

export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly shown?: (cell: Cell, column: number) => string; // else as it stands in the file
}

export const plainCell = (cell: Cell): string => (cell === null ? "–" : String(cell));

const FORMULA = /^[=+\-@\t\r]/;

/** One field of RFC 4180; a text that a spreadsheet would run is made a plain text. */
function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With a byte order mark, by which spreadsheets know that it is UTF-8. */
export function csv({ head, rows }: Sheet): string {
  const lines = [head, ...rows].map((row) => row.map(field).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

export const fileName = (title: string): string => `${slug(title) || "chart"}.csv`;
