import type { Detail, DisappearedTest, MergedCase, Violation } from "@tollgate/model";
import { testViolation } from "../../test-violation.ts";
import type { Found } from "./find-disappeared.ts";

/** What disappeared for certain first, and then what only was not run. */
export function violationsOf({ skipped, removed, withFile, notRun }: Found): readonly Violation[] {
  return [
    ...skipped.map(skippedViolation),
    ...removed.map((test) => goneViolation(test, "removed from its file")),
    ...withFile.map((test) => goneViolation(test, "removed with its file")),
    ...notRun.map((test) => goneViolation(test, "not run here, which may be no removal")),
  ];
}

function skippedViolation(test: MergedCase): Violation {
  const reason = reasonOf(test.details);
  return testViolation(test, {
    said: `newly skipped${reason === "" ? "" : ` (${reason})`}`,
    line: test.line,
  });
}

function reasonOf(details: readonly Detail[]): string {
  const { message = "", text = "" } = details.find(({ kind }) => kind === "skip") ?? {};
  const reason = /\S.*/.exec(message || text)?.[0].trimEnd() ?? "";
  return reason === "true" ? "" : reason; // what node:test writes for a skip without a reason
}

function goneViolation({ title, ...test }: DisappearedTest, said: string): Violation {
  return testViolation({ ...test, suite: [], name: title }, { said });
}
