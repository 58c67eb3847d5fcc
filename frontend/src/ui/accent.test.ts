import { expect, test } from "vitest";
import { clampAccent, contrast, DEFAULT_ACCENT, hexOr, SURFACE } from "./accent";

/** 500 colours spread over the cube, the same on every run, and the corners. */
const colours = [
  ...Array.from({ length: 500 }, (_, at) => (at * 7_919 * 4_243) % 0x1000000),
  0,
  0xffffff,
  0xff0000,
  0x00ff00,
  0x0000ff,
  0xffff00,
  0x777777,
].map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is that of WCAG", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
});

test("any accent is readable on both themes", () => {
  for (const colour of colours)
    for (const theme of ["light", "dark"] as const) {
      const { fill, onFill, text } = clampAccent(colour, theme);
      const told = `${colour} ${theme} ${fill} ${onFill} ${text}`;
      expect(contrast(fill, SURFACE[theme]), told).toBeGreaterThanOrEqual(3);
      expect(contrast(onFill, fill), told).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, SURFACE[theme]), told).toBeGreaterThanOrEqual(4.5);
    }
});

test("an accent that is readable stays as it was chosen", () => {
  expect(clampAccent("#2b3a9b", "light").fill).toBe("#2b3a9b");
});

test("what is no colour gives the default", () => {
  for (const raw of ["", "red", "#12345", "url(x)", "#gggggg"])
    expect(hexOr(raw)).toBe(DEFAULT_ACCENT);
  expect(hexOr("#aBc")).toBe("#aaBBcc");
});
