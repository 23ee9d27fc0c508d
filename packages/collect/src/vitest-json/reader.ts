import { openDocument } from "../json/document.ts";
import type { Dialect, FileFacts } from "../json/jest-shape/dialect.ts";
import { readReport } from "../json/jest-shape/read-report.ts";
import { writerOf } from "../json/jest-shape/recognise.ts";
import { type Members, ownInteger } from "../json/members.ts";
import type { RawProblem, Reader } from "../reader.ts";

/** What `vitest --reporter=json` writes. Its blob is recognised to be refused with advice. */
export const vitestJson: Reader = {
  id: "vitest-json",
  holds: "tests",
  recognises: ({ text }) => isBlob(text) || writerOf(text) === "vitest",
  open: ({ sink }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read(document) {
        if (Array.isArray(document.value)) sink.problem(blobRefused);
        else readReport(document, vitest, sink);
      },
    }),
};

const vitest: Dialect = {
  tool: "vitest",
  statuses: new Map([
    ["passed", "passed"],
    ["failed", "failed"],
    ["skipped", "skipped"],
    ["todo", "todo"],
    // Still running, or not reached: after `bail`, a crashed worker, an interrupt.
    ["pending", "errored"],
  ]),
  harmless: new Set(["passed"]),
  earlierTries: () => [],
  errorOutsideTests: () => undefined,
  hiddenFailures,
};

/**
 * vitest counts files and `describe` blocks together as suites, and a failed hook fails its block without a trace in
 * the tests. More failed suites than the failed tests and files account for are failed hooks that nothing shows.
 * In a file that failed as a whole every block may be one of those.
 */
function hiddenFailures(root: Members, files: readonly FileFacts[]): string | undefined {
  let explained = 0;
  for (const { failedOutside, failingTests, describes, failedDescribes } of files) {
    if (failedOutside) explained += 1 + describes;
    else if (failingTests > 0) explained += 1 + failedDescribes;
  }
  const declared = ownInteger(root, "numFailedTestSuites", 0) ?? 0;
  return declared > explained
    ? `"numFailedTestSuites", which is ${declared} where failed tests and files explain ${explained}`
    : undefined;
}

/** The blob is `flatted`: a list whose first element refers to the others by number; the second is vitest's version. */
function isBlob(text: string): boolean {
  return /^\s*\[\s*\[\s*"1"\s*,[^\]]{0,200}\]\s*,\s*"\d+\.\d+\.\d+/.test(text);
}

const blobRefused: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message: "The file is a vitest blob, which only the vitest that wrote it can read.",
  remedy:
    "Run `vitest --merge-reports --reporter=json --reporter=junit` over the blobs and collect what it writes.",
};
