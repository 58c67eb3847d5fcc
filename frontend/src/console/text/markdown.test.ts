import { expect, test } from "vitest";
import { inline, parse, safeUrl } from "./markdown";

test("only web and mail addresses become links", () => {
  expect(safeUrl("https://x.example")).toBe("https://x.example");
  expect(safeUrl("mailto:a@b.example")).toBe("mailto:a@b.example");
  expect(safeUrl("javascript:alert(1)")).toBeNull();
  expect(safeUrl("data:text/html,x")).toBeNull();
  expect(inline("[x](javascript:alert)")).toEqual([
    { kind: "text", text: "[x](javascript:alert)" },
  ]);
});

test("HTML stays text", () => {
  expect(parse("<b>x</b>")).toEqual([
    { kind: "paragraph", lines: [[{ kind: "text", text: "<b>x</b>" }]] },
  ]);
});

test("a bare address is a link without the full stop after it", () => {
  expect(inline("See https://x.example/a.")).toEqual([
    { kind: "text", text: "See " },
    {
      kind: "link",
      url: "https://x.example/a",
      spans: [{ kind: "text", text: "https://x.example/a" }],
    },
    { kind: "text", text: "." },
  ]);
});

test("lists, strong words and code are told apart", () => {
  const [lead, list, code] = parse("Do:\n- **one**\n- `two`\n\n```\nlet x\n```");
  expect(lead?.kind).toBe("paragraph");
  expect(list).toEqual({
    kind: "list",
    ordered: false,
    items: [
      [{ kind: "strong", spans: [{ kind: "text", text: "one" }] }],
      [{ kind: "code", text: "two" }],
    ],
  });
  expect(code).toEqual({ kind: "code", text: "let x" });
});

test("an unclosed fence ends with the text", () => {
  expect(parse("```\na\nb")).toEqual([{ kind: "code", text: "a\nb" }]);
});

test("very long runs of marks are parsed in a moment", () => {
  const started = performance.now();
  parse("*".repeat(10_000));
  parse("[".repeat(10_000));
  parse("**a".repeat(3000));
  expect(performance.now() - started).toBeLessThan(1000);
});
