/** A text cut where something was found in it. Pure. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
  readonly at: number; // where it begins
}

/** ``marks`` are from and to, counted in characters as Python counts them: code points. */
export function pieces(
  text: string,
  marks: readonly (readonly [number, number])[],
): readonly Piece[] {
  const letters = [...text];
  const found: Piece[] = [];
  const take = (from: number, to: number, marked: boolean) => {
    if (to > from) found.push({ text: letters.slice(from, to).join(""), marked, at: from });
  };
  let at = 0;
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (from < at || to > letters.length) continue;
    take(at, from, false);
    take(from, to, true);
    at = to;
  }
  take(at, letters.length, false);
  return found;
}
