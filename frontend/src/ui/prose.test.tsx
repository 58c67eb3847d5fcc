/** @jsxImportSource preact */
import { render } from "preact";
import { expect, test } from "vitest";
import { Markdown } from "./prose";

function drawn(text: string): HTMLElement {
  const page = document.createElement("div");
  render(<Markdown text={text} />, page);
  return page;
}

test("whatever a message says, no element but the allowed ones is made", () => {
  const evil =
    "<script>x</script> <img onerror=x> [a](javascript:x) **<iframe>** `<svg>` https://a.test/<b>";
  const made = [...drawn(evil).querySelectorAll("*")].map(({ localName }) => localName);
  expect(new Set(made)).toEqual(new Set(["p", "b", "code", "a"]));
  expect(drawn(evil).querySelectorAll("script,img,iframe,svg,[onerror]")).toHaveLength(0);
});

test("links open elsewhere and tell the page nothing", () => {
  const anchor = drawn("[a](https://a.test/)").querySelector("a");
  expect(anchor?.target).toBe("_blank");
  expect(anchor?.rel).toContain("noopener");
});

test("lists and code are drawn as such", () => {
  const page = drawn("3. a\n4. b\n\n```\nc\n```");
  expect(page.querySelector("ol")?.getAttribute("start")).toBe("3");
  expect(page.querySelectorAll("li")).toHaveLength(2);
  expect(page.querySelector("pre code")?.textContent).toBe("c");
});
