import { expect, it } from "vitest";
import { testReports } from "./corpus-evidence.ts";

const reports = testReports();

it.skipIf(reports.length === 0)("one of ten thousand names of the corpus is made in every run", () => {
  const said = reports.flatMap(({ input, problems }) =>
    problems
      .filter(({ code }) => code === "unstable-name")
      .map(({ message }) => [input.path.split("/").at(-1), message]),
  );
  // `new Date()` among the values of jest's own test.each: it is the only one that another run names otherwise.
  expect(said).toEqual([
    [
      "jest-test-results.xml",
      '1 test looks like another one in every run by its name: "returns false when given non primitive value of: \\"2021-01-24T19:22:19.272Z\\"" (time).',
    ],
  ]);
  expect(reports.reduce((sum, { tests }) => sum + tests.cases.length, 0)).toBeGreaterThan(9_000);
});
