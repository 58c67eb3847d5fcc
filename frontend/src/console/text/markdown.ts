/** Markdown-lite: enough for an answer, never HTML. Text in, a tree of plain values out. */

export type Span =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly spans: readonly Span[] }
  | { readonly kind: "link"; readonly url: string; readonly spans: readonly Span[] };

export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Span[])[] }
  | { readonly kind: "heading"; readonly spans: readonly Span[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly items: readonly (readonly Span[])[];
    };

const SAFE = /^(https?:\/\/|mailto:)/i;
const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()"']*[^\s<>()"'.,;:!?])/;
const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*\d{1,3}[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const FENCE = /^\s*```/;

/** The url if a link to it may be followed, else null. */
export const safeUrl = (url: string): string | null => (SAFE.test(url.trim()) ? url.trim() : null);

const linked = (url: string, spans: readonly Span[], raw: string): Span => {
  const safe = safeUrl(url);
  return safe ? { kind: "link", url: safe, spans } : { kind: "text", text: raw };
};

function spanOf(match: RegExpExecArray): Span {
  const [raw, code, strong, em, label, target, bare] = match;
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", spans: inline(strong) };
  if (em !== undefined) return { kind: "em", spans: inline(em) };
  if (label !== undefined) return linked(target ?? "", [{ kind: "text", text: label }], raw);
  return linked(bare ?? "", [{ kind: "text", text: raw }], raw);
}

export function inline(text: string): readonly Span[] {
  const spans: Span[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    if (match.index > 0) spans.push({ kind: "text", text: rest.slice(0, match.index) });
    spans.push(spanOf(match));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) spans.push({ kind: "text", text: rest });
  return spans;
}

function take(lines: readonly string[], from: number, pattern: RegExp): readonly string[] {
  const taken: string[] = [];
  for (const line of lines.slice(from)) {
    const hit = pattern.exec(line);
    if (!hit) break;
    taken.push(hit[1] ?? "");
  }
  return taken;
}

const special = (line: string): boolean =>
  [BULLET, NUMBER, HEADING, FENCE].some((pattern) => pattern.test(line)) || line.trim() === "";

/** The block that starts at ``at``, and how many lines it covers. */
function blockAt(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, 1];
  if (FENCE.test(line)) {
    const end = lines.findIndex((other, i) => i > at && FENCE.test(other));
    const stop = end < 0 ? lines.length : end;
    return [{ kind: "code", text: lines.slice(at + 1, stop).join("\n") }, stop - at + 1];
  }
  const heading = HEADING.exec(line);
  if (heading) return [{ kind: "heading", spans: inline(heading[1] ?? "") }, 1];
  for (const [pattern, ordered] of [
    [BULLET, false],
    [NUMBER, true],
  ] as const) {
    const items = take(lines, at, pattern);
    if (items.length) return [{ kind: "list", ordered, items: items.map(inline) }, items.length];
  }
  const end = lines.findIndex((other, i) => i > at && special(other));
  const text = lines.slice(at, end < 0 ? lines.length : end);
  return [{ kind: "paragraph", lines: text.map(inline) }, text.length];
}

export function parse(text: string): readonly Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, covered] = blockAt(lines, at);
    if (block) blocks.push(block);
    at += covered;
  }
  return blocks;
}
