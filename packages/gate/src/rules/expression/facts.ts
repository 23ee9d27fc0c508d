import type { ValueType } from "./tree.ts";

/** What an expression may ask for, with what it is: the list in the documentation is made from it. */
export const factWords: readonly (readonly [name: string, type: ValueType, words: string])[] = [
  ["tests.ran", "count", "tests that passed or failed"],
  ["tests.failing", "count", "tests whose final try failed"],
  ["tests.skipped", "count", "tests that were skipped, or are to do"],
  ["tests.flaky", "count", "tests that passed only at a later try"],
  ...(["lines", "functions", "branches"] as const).flatMap(
    (metric) =>
      [
        [`coverage.${metric}`, "share", `covered ${metric} of all that reports measure`],
        [`uncovered.${metric}`, "count", `${metric} that no test runs`],
        [`changed.covered.${metric}`, "count", `${metric} that the change answers for and that are covered`],
        [
          `changed.uncovered.${metric}`,
          "count",
          `${metric} that the change answers for and that no test runs`,
        ],
        [
          `baseline.coverage.${metric}`,
          "share",
          `covered ${metric} on the base; \`base\` after coverage.${metric}`,
        ],
      ] as const,
  ),
  ["findings.errors", "count", "open findings of level error"],
  ["findings.warnings", "count", "open findings of level warning or worse"],
  ["findings.notes", "count", "open findings of any level"],
  ["runs.failed", "count", "runs that failed outside their tests"],
  ["inputs.arrived", "count", "reports that arrived"],
  ["inputs.missing", "count", "expected evidence that did not arrive"],
  ["inputs.unreadable", "count", "reports that could not be read completely"],
  ["inputs.stale", "count", "reports of another commit or run"],
];

export const factTypes: ReadonlyMap<string, ValueType> = new Map(
  factWords.map(([name, type]) => [name, type]),
);
