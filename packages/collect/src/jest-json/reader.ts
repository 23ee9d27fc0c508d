import type { Attempt } from "@tollgate/model";
import { openDocument } from "../json/document.ts";
import type { Dialect, FileFacts } from "../json/jest-shape/dialect.ts";
import { readReport } from "../json/jest-shape/read-report.ts";
import { writerOf } from "../json/jest-shape/recognise.ts";
import { type Members, ownInteger, ownTexts } from "../json/members.ts";
import { toDetail } from "../json/to-detail.ts";
import type { Reader } from "../reader.ts";

/** What `jest --json --outputFile=…` writes, and reports of its shape that no other tool is known to write. */
export const jestJson: Reader = {
  id: "jest-json",
  holds: "tests",
  recognises: ({ text }) => writerOf(text) === "jest",
  open: ({ sink }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read: (document) => readReport(document, jest, sink),
    }),
};

const jest: Dialect = {
  tool: "jest",
  statuses: new Map([
    ["passed", "passed"],
    ["failed", "failed"],
    ["pending", "skipped"],
    ["skipped", "skipped"],
    ["disabled", "skipped"],
    ["todo", "todo"],
    // jest-junit adds an entry with this one to the results for a file that does not load.
    ["error", "errored"],
  ]),
  harmless: new Set(["passed", "focused", "skipped", "pending"]),
  earlierTries,
  errorOutsideTests(message) {
    const start = message.indexOf(outsideTests);
    return start < 0 ? undefined : message.slice(start + outsideTests.length);
  },
  hiddenFailures,
};

/** Stands in a file's message before what is not about a test of the file. */
const outsideTests = "● Test suite failed to run";

/** More tries than this are no number of tries. */
const mostTries = 1_000;

/** A try can have several reasons (body and hook), so reasons are dealt out evenly; a try may have none. */
function earlierTries(entry: Members): readonly Attempt[] {
  const reasons = ownTexts(entry, "retryReasons");
  const invocations = ownInteger(entry, "invocations", 1) ?? 1;
  const tries = invocations > 1 && invocations <= mostTries ? invocations - 1 : reasons.length;
  const share = Math.ceil(reasons.length / Math.max(tries, 1));
  return Array.from({ length: tries }, (_, i) => ({
    status: "failed",
    details: reasons.slice(i * share, (i + 1) * share).map((reason) => toDetail("failure", reason)),
  }));
}

/** jest counts files that failed, and those of them with an error outside their tests. */
function hiddenFailures(root: Members, files: readonly FileFacts[]): string | undefined {
  const outside = files.filter(({ failedOutside }) => failedOutside).length;
  const failed = files.filter((file) => file.failedOutside || file.failingTests > 0).length;
  const totals = [
    ["numRuntimeErrorTestSuites", outside],
    ["numFailedTestSuites", failed],
  ] as const;
  for (const [name, shown] of totals) {
    const declared = ownInteger(root, name, 0) ?? 0;
    if (declared > shown)
      return `"${name}", which is ${declared} where ${shown} such files stand in the file`;
  }
  return undefined;
}
