// panel.js: the widget's panel, a module the launcher imports once somebody shows interest.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Features } from "lightningcss";
import { defineConfig, type Plugin } from "vite";
import { into } from "./vite.shared.ts";

/** The languages, one file each beside the panel: a visitor loads only theirs. */
function languages(folder = "src/widget/strings"): Plugin {
  return {
    name: "warmline:languages",
    generateBundle() {
      for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
        const source = JSON.stringify(JSON.parse(readFileSync(`${folder}/${file}`, "utf8")));
        this.emitFile({ type: "asset", fileName: `strings/${file}`, source });
      }
    },
  };
}

const jsx = fileURLToPath(new URL("src/widget/jsx.ts", import.meta.url)); // smaller than Preact's

export default defineConfig({
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [languages()],
  resolve: { alias: { "preact/jsx-runtime": jsx } },
  // No style here says light-dark(), so nothing has to stand in for it in older browsers.
  css: { lightningcss: { exclude: Features.LightDark } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    ...into(""),
    emptyOutDir: false,
    license: { fileName: "panel.licenses.md" },
    rolldownOptions: {
      // Beside the panel, what few visitors open: it imports nothing, so nothing is shared. Vite's
      // own way to import later would cost the panel a kilobyte.
      input: {
        panel: "src/widget/panel.tsx",
        menu: "src/widget/menu.ts",
        files: "src/widget/files.ts",
        sound: "src/widget/sound.ts",
      },
      // An ordinary entry that keeps its exports: library builds keep their white space too.
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "panel-[name]-[hash].js",
        assetFileNames: "panel-[name]-[hash][extname]",
      },
    },
  },
});
