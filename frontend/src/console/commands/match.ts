/** Finding by a few typed letters: each word of the query must begin a word of the title. */

/** How well ``query`` fits ``title``: higher is better, 0 not at all. */
export function fits(query: string, title: string): number {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}@.]+/u);
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return 1;
  const all = parts.every((part) => words.some((word) => word.startsWith(part)));
  if (!all) return title.toLowerCase().includes(query.toLowerCase().trim()) ? 1 : 0;
  return title.toLowerCase().startsWith(query.toLowerCase().trim()) ? 3 : 2;
}
