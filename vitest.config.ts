import { defineConfig } from "vitest/config";
import { countedTests } from "./scripts/test/counted-tests.ts";
import { LongestFirst } from "./scripts/test/longest-first.ts";

const counted = countedTests();

/** One project per kind of test; `scripts/test/main.ts` runs them one after the other with their own reports. */
export default defineConfig({
  plugins: counted.plugins,
  test: {
    setupFiles: counted.setupFiles,
    // By default one core is left idle, which is half of a small machine. No two files share a folder that they write.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    globalSetup: "scripts/test/temporary-files.ts",
    projects: [
      {
        extends: true,
        // Unit tests change nothing outside themselves: what hundreds of files import is loaded once for all.
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "actions/*/*.test.ts"],
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: "e2e", include: ["e2e/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
});
