// The console: a single-page app under /console/, its files named by their content.
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { into } from "./vite.shared.ts";

export default defineConfig({
  root: "src/console",
  base: "/console/",
  logLevel: "warn",
  plugins: [react(), tailwindcss()],
  build: { ...into("console"), emptyOutDir: true, license: { fileName: "licenses.md" } },
});
