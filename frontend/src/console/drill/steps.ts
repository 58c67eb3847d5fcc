/** A drill's steps in words. Pure. */

export function stepName(code: string): string {
  const text = code.replaceAll(/[_-]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "85 ms", "1.2 s": short times to the point where they matter. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
