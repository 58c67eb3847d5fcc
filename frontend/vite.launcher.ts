// widget.js: one plain script for one tag on a stranger's page; it loads nothing by itself.
import { defineConfig } from "vite";
import { into } from "./vite.shared.ts";

export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  build: {
    ...into(""),
    emptyOutDir: false,
    rolldownOptions: {
      input: "src/widget/launcher.ts",
      output: { format: "iife", entryFileNames: "widget.js" },
    },
  },
});
