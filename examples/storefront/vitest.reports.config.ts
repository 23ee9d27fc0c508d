import type { ViteUserConfig } from "vitest/config";

/** Where tests of a kind write their reports. JUnit has the errors outside of tests, JSON the retries. */
export function reportsOf(kind: "unit" | "integration"): ViteUserConfig["test"] {
  return {
    reporters: ["default", "junit", "json"],
    outputFile: { junit: `reports/${kind}/junit.xml`, json: `reports/${kind}/vitest.json` },
    coverage: {
      enabled: true,
      provider: "istanbul",
      include: ["src/**/*.ts"],
      exclude: ["**/*.test.ts"],
      reporter: ["json", "lcovonly"],
      reportsDirectory: `reports/${kind}/coverage`,
      // A failed run has measured something, too.
      reportOnFailure: true,
    },
  };
}
