import {
  type Detail,
  type DisappearedTest,
  type MergedCase,
  testRefOf,
  type Violation,
} from "@tollgate/model";
import { testViolation } from "../../test-violation.ts";
import { type Found, goneRef } from "./find-disappeared.ts";

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
  const said = `newly skipped${reason === "" ? "" : ` (${reason})`}`;
  return { ...testViolation(test, { said, line: test.line }), test: testRefOf(test) };
}

function reasonOf(details: readonly Detail[]): string {
  const { message = "", text = "" } = details.find(({ kind }) => kind === "skip") ?? {};
  const reason = /\S.*/.exec(message || text)?.[0].trimEnd() ?? "";
  return reason === "true" ? "" : reason; // what node:test writes for a skip without a reason
}

function goneViolation(gone: DisappearedTest, said: string): Violation {
  const { title, ...test } = gone;
  return { ...testViolation({ ...test, suite: [], name: title }, { said }), test: goneRef(gone) };
}
