// What the three builds have in common.
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "vite";

// Named for the style sheets above all: for older browsers Vite rewrites logical properties
// (inset-inline-end) into selectors that never match inside a shadow root.
const browsers = ["chrome111", "firefox113", "safari16.4"];

/** Build into the Python package; nothing is inlined, because the pages forbid inline code. */
export function into(folder: string): BuildOptions {
  return {
    outDir: fileURLToPath(new URL(`../src/warmline/web/static/${folder}`, import.meta.url)),
    target: browsers,
    cssTarget: browsers,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  };
}
