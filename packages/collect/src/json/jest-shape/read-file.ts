import { isFailing } from "@tollgate/model";
import { quote } from "../../problem-tally.ts";
import type { CaseSink } from "../case-sink.ts";
import { cleanName } from "../clean-name.ts";
import { lostResults, missingField, unknownStatus } from "../doubts.ts";
import { isMembers, type Members, own, ownList, ownText } from "../members.ts";
import { showValue } from "../show-value.ts";
import { toDetail } from "../to-detail.ts";
import { createDescribeCount } from "./count-describes.ts";
import type { Dialect, FileFacts } from "./dialect.ts";
import { readEntry } from "./read-entry.ts";

export type FileContext = {
  readonly dialect: Dialect;
  readonly cases: CaseSink;
  readonly whole: boolean;
};

/** Reads one element of `testResults`: its tests, and a case for what failed outside of them. */
export function readFile(value: unknown, context: FileContext): FileFacts {
  const { cases, whole } = context;
  if (!isMembers(value)) {
    cases.doubt(lostResults, `an element of "testResults" that is ${showValue(value)}`);
    return noFacts;
  }
  const name = ownText(value, "name");
  const file = name === undefined || name === "" ? undefined : cleanName(name);
  if (file === undefined && whole) cases.doubt(missingField, `the "name" of a file`);

  const facts = readEntries(value, file, context);
  const outside = errorOutside(value, facts, file, context);
  if (outside !== undefined) cases.add({ ...fileCase(file, outside), entries: 0 });
  return { ...facts, failedOutside: facts.failedOutside || outside !== undefined };
}

const noFacts: FileFacts = {
  tests: 0,
  failedTests: 0,
  failingTests: 0,
  failedOutside: false,
  describes: 0,
  failedDescribes: 0,
};

function readEntries(members: Members, file: string | undefined, context: FileContext): FileFacts {
  const { cases, whole } = context;
  const entries = ownList(members, "assertionResults");
  if (entries === undefined && whole) cases.doubt(lostResults, `"assertionResults" of ${quote(file ?? "")}`);
  const describes = createDescribeCount();
  let tests = 0;
  let failedTests = 0;
  let failingTests = 0;
  let failedOutside = false;
  for (const value of entries ?? []) {
    if (!isMembers(value)) {
      cases.doubt(lostResults, `an entry of ${quote(file ?? "")} that is ${showValue(value)}`);
      continue;
    }
    const entry = readEntry(value, { ...context, file });
    if (entry === undefined) continue;
    cases.add({ ...entry.test, name: entry.name ?? fileName(file) });
    if (entry.name === undefined) failedOutside = true;
    else {
      tests++;
      if (entry.isFailed) failedTests++;
      if (isFailing(entry.test.status)) failingTests++;
      describes.add(entry.test.suite, entry.isFailed);
    }
  }
  return {
    tests,
    failedTests,
    failingTests,
    failedOutside,
    describes: describes.all,
    failedDescribes: describes.failed,
  };
}

/** What to say about a file that failed for another reason than its tests; `undefined` when it did not. */
function errorOutside(
  members: Members,
  facts: FileFacts,
  file: string | undefined,
  { dialect, cases, whole }: FileContext,
): string | undefined {
  const word = own(members, "status");
  if (typeof word === "string" && dialect.harmless.has(word)) return undefined;
  if (word === undefined && !whole) return undefined;
  if (word !== "failed") cases.doubt(unknownStatus, `${showValue(word)} of ${quote(file ?? "")}`);
  const message = ownText(members, "message") ?? "";
  if (facts.failedOutside) return undefined;
  if (facts.failingTests > 0) return dialect.errorOutsideTests(message);
  const told = dialect.errorOutsideTests(message) ?? message;
  return told.trim() === ""
    ? "The file failed outside its tests, in a hook or while it was loaded; the report does not say why."
    : told;
}

function fileCase(file: string | undefined, error: string) {
  return {
    ...(file === undefined ? {} : { file }),
    suite: [],
    name: fileName(file),
    status: "errored",
    details: [toDetail("error", error)],
  } as const;
}

/** Without its folder: the name of a test must not depend on where the repository was checked out. */
function fileName(file: string | undefined): string {
  return file?.split(/[\\/]/).at(-1) || "unknown file";
}
