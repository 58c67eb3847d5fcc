import { expect, test } from "vitest";
import { type Inline, parseBlocks, parseInline, safeUrl } from "./markdown";

const link = (href: string, text = href): Inline => ({ kind: "link", href, children: [text] });
const bold = (...children: Inline[]): Inline => ({ kind: "bold", children });
const italic = (...children: Inline[]): Inline => ({ kind: "italic", children });

/** All addresses in a tree. */
function addresses(nodes: readonly Inline[]): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string" || node.kind === "code") return [];
    const inner = addresses(node.children);
    return node.kind === "link" ? [node.href, ...inner] : inner;
  });
}

/** The text of a tree as a reader sees it. */
function words(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      return node.kind === "code" ? node.text : words(node.children);
    })
    .join("");
}

test("bold, italic, code and links are read", () => {
  expect(parseInline("a **b** *c* _d_ `e*` [f](https://g.test/)")).toEqual([
    "a ",
    bold("b"),
    " ",
    italic("c"),
    " ",
    italic("d"),
    " ",
    { kind: "code", text: "e*" },
    " ",
    link("https://g.test/", "f"),
  ]);
});

test("emphasis nests", () => {
  expect(parseInline("**a *b* c**")).toEqual([bold("a ", italic("b"), " c")]);
});

test("signs without a partner stay as they were written", () => {
  for (const text of [
    "2 * 3 * 4",
    "snake_case_name",
    "a ** b",
    "**open",
    "*a **b",
    "[x](",
    "`",
    "****",
  ])
    expect(words(parseInline(text)), text).toBe(text);
});

test("bold works inside words of languages without spaces", () => {
  expect(parseInline("这是**重要**的")).toEqual(["这是", bold("重要"), "的"]);
});

test("addresses become links, without the punctuation after them", () => {
  expect(parseInline("See https://a.test/b?c=d.")).toEqual([
    "See ",
    link("https://a.test/b?c=d"),
    ".",
  ]);
  expect(parseInline("(http://a.test/)")).toEqual(["(", link("http://a.test/"), ")"]);
  expect(parseInline("xhttps://a.test/")).toEqual(["xhttps://a.test/"]);
});

const EVIL = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://a.test/x",
  "//evil.test",
  "/relative",
  "ftp://a.test",
];

test("only http, https and mailto are ever links", () => {
  for (const raw of EVIL) {
    expect(safeUrl(raw), raw).toBeNull();
    const found = addresses(parseInline(`[click](${raw}) **[a](${raw}) [b](${raw})**`));
    for (const address of found) expect(address, raw).toMatch(/^https:\/\/a\.test\//);
  }
  expect(safeUrl("mailto:a@b.test")).toBe("mailto:a@b.test");
});

test("HTML is text", () => {
  const text = "<img src=x onerror=alert(1)> <b>x</b> &amp;";
  expect(parseBlocks(text)).toEqual([{ kind: "paragraph", children: [text] }]);
});

test("lists keep their first number and their items", () => {
  expect(parseBlocks("Two:\n3. a\n4. **b**\n\n- c\n- d")).toEqual([
    { kind: "paragraph", children: ["Two:"] },
    { kind: "list", start: 3, items: [["a"], [bold("b")]] },
    { kind: "list", start: null, items: [["c"], ["d"]] },
  ]);
});

test("a blank line parts paragraphs, a single break stays in one", () => {
  expect(parseBlocks("a\nb\r\n\r\nc")).toEqual([
    { kind: "paragraph", children: ["a\nb"] },
    { kind: "paragraph", children: ["c"] },
  ]);
});

test("code between fences is left alone, also when the fence never ends", () => {
  expect(parseBlocks("```js\n**a**\n\n- b\n```\nc")).toEqual([
    { kind: "code", text: "**a**\n\n- b" },
    { kind: "paragraph", children: ["c"] },
  ]);
  expect(parseBlocks("```\nx")).toEqual([{ kind: "code", text: "x" }]);
});

const HARD = [
  "*",
  "_",
  "**a ",
  "`",
  "[",
  "[a](",
  "[a](b",
  "[[](",
  "https://a",
  "!.",
  "\\",
  "- ",
  "1. ",
  "*a_b`c[",
  "\n",
  "# ",
];

test("the hardest text of a message is read in linear time", () => {
  for (const part of HARD) {
    const small = costOf(part.repeat(10_000 / part.length));
    const large = costOf(part.repeat(160_000 / part.length));
    // 16 times the text: a quadratic reader needs 256 times as long.
    expect(large, part).toBeLessThan(64 * Math.max(small, 4));
  }
});

/** Milliseconds of the fastest of three readings. */
function costOf(text: string): number {
  const times = [1, 2, 3].map(() => {
    const from = performance.now();
    parseBlocks(text);
    return performance.now() - from;
  });
  return Math.min(...times);
}
