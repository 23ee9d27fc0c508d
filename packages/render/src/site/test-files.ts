import {
  isFailing,
  type MergedCase,
  type Report,
  type SiteTestFile,
  type SiteTestRow,
} from "@tollgate/model";
import { titleOf } from "../test-words.ts";
import { plain, plainName } from "./plain.ts";

/** The tests of one kind in one file, or of a package where the report names no file. */
export type TestFile = Omit<SiteTestFile, "tests"> & { readonly of: readonly MergedCase[] };

/** All tests by file and kind, those with failing tests first, otherwise in the order of the report. */
export function testFiles({ tests }: Report): readonly TestFile[] {
  const groups = new Map<string, MergedCase[]>();
  let last: MergedCase[] = [];
  for (const test of tests) {
    if (!isOfOneFile(last[0], test)) {
      const key = JSON.stringify([test.kind, test.package, test.file]);
      last = groups.get(key) ?? [];
      groups.set(key, last);
    }
    last.push(test);
  }
  const files = [...groups.values()].map(tallied);
  const isRed = ({ failed, errored }: TestFile): boolean => failed + errored > 0;
  return [...files.filter(isRed), ...files.filter((file) => !isRed(file))];
}

function isOfOneFile(a: MergedCase | undefined, b: MergedCase): boolean {
  return a !== undefined && a.file === b.file && a.kind === b.kind && a.package === b.package;
}

function tallied(of: readonly MergedCase[]): TestFile {
  const { file, package: owner, kind } = of[0]!;
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, todo: 0, durationUs: 0 };
  for (const { status, durationUs = 0 } of of) {
    counts[status]++;
    counts.durationUs += durationUs;
  }
  return { path: plain(file ?? owner), package: plainName(owner), kind: plainName(kind), ...counts, of };
}

export function withTests({ of, ...file }: TestFile): SiteTestFile {
  return { ...file, tests: of.map(rowOf) };
}

export function withoutTests({ of: _of, ...file }: TestFile): SiteTestFile {
  return file;
}

function rowOf(test: MergedCase): SiteTestRow {
  return [plain(titleOf(test)), test.status, test.durationUs ?? -1, noteOf(test)];
}

function noteOf({
  status,
  details,
  environment = "",
  change = "same",
  flaky,
  recovered,
  occurrence,
}: MergedCase): string {
  const skip = isFailing(status) ? undefined : details.find(({ kind }) => kind === "skip");
  return [
    plain(environment),
    occurrence > 1 ? `number ${occurrence} of this name` : "",
    flaky ? "flaky" : recovered ? "recovered" : "",
    changes[change],
    skip === undefined ? "" : plain(skip.message ?? skip.text ?? "", 200),
  ]
    .filter((note) => note !== "")
    .join(", ");
}

const changes: Readonly<Record<NonNullable<MergedCase["change"]>, string>> = {
  "new-failure": "new failure",
  "still-failing": "fails on the base too",
  fixed: "fixed",
  "newly-skipped": "newly skipped",
  added: "added",
  same: "",
};
