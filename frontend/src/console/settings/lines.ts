/** Places in a text that the server names by line. Pure. */

/** Start and end of the line that ``where`` names ("line 12, rules[2].threshold"), if it names one. */
export function lineAt(text: string, where: string): [number, number] | null {
  const match = /line (\d+)/.exec(where);
  if (!match) return null;
  const lines = text.split("\n");
  const index = Math.min(Number(match[1]), lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  return [start, start + (lines[index]?.length ?? 0)];
}
