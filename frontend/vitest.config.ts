// Unit tests, each half with the JSX it is built with.
import { defineConfig } from "vitest/config";

/** Tests of `folders`; `library` turns JSX into calls. */
function half(name: string, library: string, folders: string) {
  return {
    oxc: { jsx: { runtime: "automatic" as const, importSource: library } },
    test: { name, environment: "happy-dom", include: [`src/${folders}/**/*.test.{ts,tsx}`] },
  };
}

export default defineConfig({
  test: {
    projects: [
      half("widget", "preact", "{protocol,live,ui,widget}"),
      half("console", "react", "console"),
    ],
  },
});
