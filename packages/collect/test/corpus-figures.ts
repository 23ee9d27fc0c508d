import {
  type Count,
  type Figures,
  figures,
  ofAllure1,
  ofAllure2,
  ofCucumber,
  ofGherkin,
  ofGo,
  ofJest,
  ofJunit,
  ofMessages,
  ofNunit,
  ofTap,
  ofTeamcity,
  type Statuses,
  sum,
  type Words,
} from "./corpus-figures-of.ts";
import type { CorpusRow } from "./corpus-tests.ts";

/**
 * What an independent script counted in a file of the corpus, in our words: by the format's own meaning of its
 * figures, and nothing that our reader says. `undefined`: the format has no figures of tests.
 */
export function independentFigures(row: CorpusRow, text: string): Figures | undefined {
  return byFormat.get(row.format)?.(row.expected as never, { row, text }); // each names its figures in its own shape
}

const byFormat: ReadonlyMap<string, Count> = new Map<string, Count>([
  ["junit-xml", ofJunit],
  [
    "trx",
    ({ results, by_outcome }: { readonly results: number; readonly by_outcome: Words }) =>
      figures(results, sum(by_outcome, "Failed"), sum(by_outcome, "NotExecuted")),
  ],
  ["nunit-xml", ofNunit],
  [
    "xunit-xml",
    ({ tests, failed, skipped, notrun = 0 }: Words) => figures(tests!, failed!, skipped! + notrun),
  ],
  ["allure1-xml", ofAllure1],
  ["allure2-json", ofAllure2],
  [
    "catch2-xml",
    ({ cases, results }: { readonly cases: number; readonly results: Words }) =>
      figures(cases, sum(results, "false"), 0),
  ],
  [
    "ctrf-json",
    ({ tests, by_status }: Statuses) =>
      // `other` is jest's todo.
      figures(tests, sum(by_status, "failed"), sum(by_status, "pending", "skipped", "other")),
  ],
  ["cucumber-json", ofCucumber],
  ["cucumber-messages", ofMessages],
  [
    "dart-json",
    ({ tests, by_result }: { readonly tests: number; readonly by_result: Words }) =>
      figures(tests, sum(by_result, "failure", "error"), sum(by_result, "skipped")),
  ],
  ["gherkin", ofGherkin],
  ["go-test-json", ofGo],
  ["jest-json", ofJest],
  ["vitest-json", ofJest],
  [
    "playwright-json",
    ({ tests, by_outcome }: { readonly tests: number; readonly by_outcome: Words }) =>
      figures(tests, sum(by_outcome, "unexpected"), sum(by_outcome, "skipped")),
  ],
  ["mocha-json", ({ tests, failures, pending }: Words) => figures(tests!, failures!, pending!)],
  [
    "mocha-json-stream",
    ({ events }: { readonly events: Words }) => figures(sum(events, "pass", "fail"), sum(events, "fail"), 0),
  ],
  [
    "mochawesome-json",
    ({ stats }: { readonly stats: Words }) =>
      figures(
        sum(stats, "tests", "skipped"),
        sum(stats, "failures", "other"),
        sum(stats, "pending", "skipped"),
      ),
  ],
  [
    "newman-json",
    ({
      stats,
      failures,
    }: {
      readonly stats: { readonly assertions: readonly number[] };
      readonly failures: number;
    }) => figures(stats.assertions[0]!, failures, stats.assertions[2]!),
  ],
  [
    "rspec-json",
    ({ tests, by_status }: Statuses) => figures(tests, sum(by_status, "failed"), sum(by_status, "pending")),
  ],
  ["tap", ofTap],
  ["teamcity", ofTeamcity],
]);
