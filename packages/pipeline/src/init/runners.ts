import type { RepoPath } from "@tollgate/model";

/** A program that runs tests, and what makes it write a report. */
export type Runner = {
  readonly id: string;
  /** A package that a project has which uses it; absent where it comes with the language. */
  readonly package?: string;
  /** Finds it as the last command of a script, where arguments reach it. */
  readonly script: RegExp;
  /** How it is started where no script does. */
  readonly program: string;
  /** What stands before the command. */
  env?(folder: RepoPath): string;
  /** What stands behind it. `folder` is where the reports are wanted. */
  args(folder: RepoPath, hasCoverage: boolean): string;
  /** What turbo's cache has to keep. @default reports/** */
  readonly leaves?: string;
  /** The package without which it measures no coverage. */
  readonly coveragePackage?: RegExp;
  readonly kind: "unit" | "e2e";
};

/** Its name as a word of a shell's command, with nothing but its own arguments behind it. */
function lastCommand(pattern: string): RegExp {
  return new RegExp(`(?:^|[\\s;&|/])${pattern}(?:\\s[^;&|]*)?$`);
}

/** Command lines that leave the project's own configuration as it is. */
export const runners: readonly Runner[] = [
  {
    id: "vitest",
    package: "vitest",
    script: lastCommand("vitest"),
    program: "vitest run",
    coveragePackage: /^@vitest\/coverage-/,
    kind: "unit",
    args: (folder, hasCoverage) => {
      const report = `--run --reporter=default --reporter=junit --outputFile.junit=${folder}/junit.xml`;
      const coverage = `--coverage.enabled --coverage.reporter=json --coverage.reportsDirectory=${folder}/coverage`;
      return hasCoverage ? `${report} ${coverage}` : report;
    },
  },
  {
    id: "jest",
    package: "jest",
    script: lastCommand("jest"),
    program: "jest",
    kind: "unit",
    // The folder of coverage comes first: jest makes none for the other file.
    args: (folder) =>
      `--coverage --coverageReporters=json --coverageDirectory=${folder}/coverage --json --outputFile=${folder}/jest.json --testLocationInResults`,
  },
  {
    id: "Playwright",
    package: "@playwright/test",
    script: lastCommand("playwright\\s+test"),
    program: "playwright test",
    kind: "e2e",
    env: (folder) => `PLAYWRIGHT_JSON_OUTPUT_FILE=${folder}/playwright.json `,
    args: () => "--reporter=list,json",
  },
  {
    id: "mocha",
    package: "mocha",
    script: lastCommand("mocha"),
    program: "mocha",
    kind: "unit",
    args: (folder) => `--reporter json --reporter-option output=${folder}/mocha.json`,
  },
  {
    id: "node:test",
    script: lastCommand("node\\s(?:[^;&|]*\\s)?--test"),
    program: "node --test",
    kind: "unit",
    // Behind the names of files Node takes no options. It makes no folder; the names tell what the files are.
    env: (folder) =>
      `NODE_OPTIONS="--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=junit-${folder.slice(folder.lastIndexOf("/") + 1)}.xml" `,
    args: () => "",
    leaves: "junit-*.xml",
  },
];
