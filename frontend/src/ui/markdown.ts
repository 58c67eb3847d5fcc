/**
 * Markdown-lite: bold, italic, code, links, lists. Text in, a tree out, never HTML.
 *
 * Line breaks stay in the text; whoever shows it sets `white-space: pre-line`.
 * Runs in linear time on any text, because the text comes from outside. What is not understood
 * stays as it was written.
 */

export type Inline =
  | string
  | { readonly kind: "bold" | "italic"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      readonly start: number | null; // null: bullets
      readonly items: readonly (readonly Inline[])[];
    };

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address where it may be a link: absolute, http, https or mailto; else null. */
export function safeUrl(raw: string, schemes: ReadonlySet<string> = SCHEMES): string | null {
  try {
    const url = new URL(raw.trim());
    return schemes.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const FENCE = /^ {0,3}```/;
const BULLET = /^ {0,6}[-*•+] +(?=\S)/;
const NUMBER = /^ {0,6}(\d{1,9})[.)] +(?=\S)/;
const HEADING = /^ {0,3}#{1,6} +(?=\S)/;

export function parseBlocks(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at++;
    else if (FENCE.test(line)) at = takeCode(lines, at, blocks);
    else if (HEADING.test(line)) at = takeHeading(lines, at, blocks);
    else if (BULLET.test(line)) at = takeList(lines, at, BULLET, blocks);
    else if (NUMBER.test(line)) at = takeList(lines, at, NUMBER, blocks);
    else at = takeParagraph(lines, at, blocks);
  }
  return blocks;
}

function takeCode(lines: readonly string[], from: number, blocks: Block[]): number {
  let to = from + 1;
  while (to < lines.length && !FENCE.test(lines[to] ?? "")) to++;
  blocks.push({ kind: "code", text: lines.slice(from + 1, to).join("\n") });
  return to + 1;
}

function takeHeading(lines: readonly string[], from: number, blocks: Block[]): number {
  const text = (lines[from] ?? "").replace(HEADING, "");
  blocks.push({ kind: "paragraph", children: [{ kind: "bold", children: parseInline(text) }] });
  return from + 1;
}

function takeList(lines: readonly string[], from: number, mark: RegExp, blocks: Block[]): number {
  const items: string[] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else if (/^ {2,}\S/.test(line) && !starts(line)) items.push(`${items.pop()}\n${line.trim()}`);
    else if (line.trim() !== "" || !mark.test(lines[at + 1] ?? "")) break;
  }
  const first = mark === NUMBER ? Number(NUMBER.exec(lines[from] ?? "")?.[1]) : null;
  blocks.push({ kind: "list", start: first, items: items.map(parseInline) });
  return at;
}

function takeParagraph(lines: readonly string[], from: number, blocks: Block[]): number {
  let to = from + 1;
  while (to < lines.length && (lines[to] ?? "").trim() !== "" && !starts(lines[to] ?? "")) to++;
  blocks.push({ kind: "paragraph", children: parseInline(lines.slice(from, to).join("\n")) });
  return to;
}

function starts(line: string): boolean {
  return [FENCE, BULLET, NUMBER, HEADING].some((mark) => mark.test(line));
}

// ── inside a line ────────────────────────────────────────────────────────────────────────────────

const SPECIAL = /[`*_[\\]|https?:\/\//g;
const LINK = /\[([^[\]\n]{1,500})\]\(([^\s()<>]{1,2000})\)/y;
const ADDRESS = /https?:\/\/[^\s<>"'`\\]{1,2000}/y;
const TRAILING = new Set(".,;:!?)]}*_…。，、！？）」』"); // rarely belong to the address before them
const WORD = /[0-9A-Za-z]/;

type Marker = "**" | "__" | "*" | "_";

interface Frame {
  readonly marker: Marker;
  readonly children: Inline[];
}

/** Where the reading stands: the open emphases, innermost last, and the text not yet put away. */
interface Reading {
  readonly text: string;
  readonly root: Inline[];
  readonly open: Frame[];
  noMoreTicks: boolean;
}

export function parseInline(text: string): Inline[] {
  const reading: Reading = { text, root: [], open: [], noMoreTicks: false };
  let at = 0;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(text);
    const stop = found ? found.index : text.length;
    push(reading, text.slice(at, stop));
    at = found ? takeSpecial(reading, stop) : stop;
  }
  while (reading.open.length) giveUp(reading);
  return reading.root;
}

/** Read what begins at `at`; returns where to go on. */
function takeSpecial(reading: Reading, at: number): number {
  switch (reading.text[at]) {
    case "\\":
      return takeEscape(reading, at);
    case "`":
      return takeTicks(reading, at);
    case "[":
      return takeLink(reading, at);
    case "h":
      return takeAddress(reading, at);
    default:
      return takeMarker(reading, at);
  }
}

function takeEscape(reading: Reading, at: number): number {
  const next = reading.text[at + 1] ?? "";
  if (!/[\\`*_[\]()#+.!~-]/.test(next)) return literal(reading, at, 1);
  push(reading, next);
  return at + 2;
}

function takeTicks(reading: Reading, at: number): number {
  const end = reading.noMoreTicks ? -1 : reading.text.indexOf("`", at + 1);
  if (end < 0) reading.noMoreTicks = true;
  if (end <= at + 1) return literal(reading, at, 1);
  return node(reading, { kind: "code", text: reading.text.slice(at + 1, end) }, end + 1);
}

function takeLink(reading: Reading, at: number): number {
  LINK.lastIndex = at;
  const found = LINK.exec(reading.text);
  const href = found && safeUrl(found[2] ?? "");
  if (!found || !href) return literal(reading, at, 1);
  return node(reading, { kind: "link", href, children: [found[1] ?? ""] }, LINK.lastIndex);
}

function takeAddress(reading: Reading, at: number): number {
  ADDRESS.lastIndex = at;
  const raw = trimmed(ADDRESS.exec(reading.text)?.[0] ?? "");
  const href = WORD.test(reading.text[at - 1] ?? "") ? null : safeUrl(raw);
  if (!href) return literal(reading, at, Math.max(1, raw.length));
  return node(reading, { kind: "link", href, children: [raw] }, at + raw.length);
}

function trimmed(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.has(address[end - 1] ?? "")) end--;
  return address.slice(0, end);
}

function takeMarker(reading: Reading, at: number): number {
  const sign = reading.text[at] ?? "";
  const marker = (reading.text[at + 1] === sign ? sign + sign : sign) as Marker;
  const before = reading.text[at - 1] ?? " ";
  const after = reading.text[at + marker.length] ?? " ";
  const loose = marker === "**"; // needs no word boundary: languages without spaces use it too
  const isOpen = reading.open.some((frame) => frame.marker === marker);
  if (isOpen && /\S/.test(before) && (loose || !WORD.test(after))) close(reading, marker);
  else if (!isOpen && /\S/.test(after) && (loose || !WORD.test(before)))
    reading.open.push({ marker, children: [] });
  else return literal(reading, at, marker.length);
  return at + marker.length;
}

/** Close the emphasis; openers inside it that found no partner were only signs. */
function close(reading: Reading, marker: Marker): void {
  while (reading.open.at(-1)?.marker !== marker) giveUp(reading);
  const frame = reading.open.pop();
  if (!frame) return;
  const kind = marker.length === 2 ? "bold" : "italic";
  if (frame.children.length) into(reading).push({ kind, children: frame.children });
  else push(reading, marker + marker);
}

function giveUp(reading: Reading): void {
  const frame = reading.open.pop();
  if (!frame) return;
  push(reading, frame.marker);
  for (const child of frame.children)
    if (typeof child === "string") push(reading, child);
    else into(reading).push(child);
}

function into(reading: Reading): Inline[] {
  return reading.open.at(-1)?.children ?? reading.root;
}

function push(reading: Reading, text: string): void {
  if (!text) return;
  const target = into(reading);
  const last = target.at(-1);
  if (typeof last === "string") target[target.length - 1] = last + text;
  else target.push(text);
}

function node(reading: Reading, made: Inline, next: number): number {
  into(reading).push(made);
  return next;
}

function literal(reading: Reading, at: number, length: number): number {
  push(reading, reading.text.slice(at, at + length));
  return at + length;
}
