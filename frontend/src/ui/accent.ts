/** The site owner's colour, kept readable by the contrast ratios of WCAG 2.2. Pure. */

export type Theme = "light" | "dark";

export interface Accent {
  readonly fill: string; // ground of buttons and own messages: at least 3:1 on the surface
  readonly onFill: string; // text on it: at least 4.5:1
  readonly text: string; // the colour as text or focus ring: at least 4.5:1 on the surface
}

export const DEFAULT_ACCENT = "#2b3a9b";
export const SURFACE: Readonly<Record<Theme, string>> = { light: "#ffffff", dark: "#14171b" };
const FILL_RATIO = { light: 3, dark: 6 };
const TEXT_RATIO = 4.5;
const MARGIN = 1.03; // for rounding to whole bytes

/** `#abc` or `#aabbcc`, any case; anything else gives the default. */
export function hexOr(raw: string, otherwise = DEFAULT_ACCENT): string {
  const short = raw.replace(/^#(\w)(\w)(\w)$/, "#$1$1$2$2$3$3");
  return /^#[\da-f]{6}$/i.test(short) ? short : otherwise;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const lights = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(...lights) / Math.min(...lights);
}

/** White, or where white is too faint, black: it has at least 4.6:1 there. */
export function onColour(ground: string): string {
  return 1.05 / (luminance(ground) + 0.05) < TEXT_RATIO ? "#000000" : "#ffffff";
}

export function clampAccent(raw: string, theme: Theme): Accent {
  const surface = SURFACE[theme];
  const fill = readable(hexOr(raw), surface, FILL_RATIO[theme]);
  return { fill, onFill: onColour(fill), text: readable(fill, surface, TEXT_RATIO) };
}

/**
 * `hex` made darker on a light surface, or lighter on a dark one, just far enough for the ratio.
 *
 * In linear light, where luminance is linear too: the colour is scaled, which keeps its hue and
 * saturation; where a channel is at its limit, the rest is made up by mixing in white.
 */
function readable(hex: string, surface: string, ratio: number): string {
  if (contrast(hex, surface) >= ratio) return hex;
  const ground = luminance(surface) + 0.05;
  const wanted = (ground > 1 ? ground / ratio / MARGIN : ground * ratio * MARGIN) - 0.05;
  const lights = linear(hex);
  const has = luminance(hex) || 1; // black cannot be scaled
  const scale = Math.min(1 / (Math.max(...lights) || 1), wanted / has);
  const reached = luminance(hex) * scale;
  const white = (wanted - reached) / (1 - reached);
  const moved = lights.map((light) => light * scale + (1 - light * scale) * white);
  return `#${moved.map(byte).join("")}`;
}

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function byte(light: number): string {
  const encoded = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}
