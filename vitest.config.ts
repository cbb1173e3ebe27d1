import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests whose helpers tidy up after each test, which they do only where they are loaded for each file. */
const tidied = ["server/cli/**/*.test.ts", "server/init/**/*.test.ts", "server/run/**/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for processes of their own.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: "parts",
          include: ["server/**/*.test.ts", "client/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: tidied,
          // No module keeps state, so each is loaded once for all files; loading them took longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: [...tidied, "test/**/*.test.ts"],
          exclude: ["test/vscode/**"],
          // Processes and browsers of their own may be late on a machine that others use as well.
          retry: 1,
        },
      },
    ],
  },
});
