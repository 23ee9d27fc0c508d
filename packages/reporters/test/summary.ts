import { basename } from "node:path";
import { type Evidence, fullTitle, type TestCase } from "@tollgate/model";

/** Each test in a line: file, title, statuses of its tries. */
export function casesOf({ tests }: Evidence): readonly string[] {
  return (tests?.cases ?? [])
    .map((test) => {
      const tries = [...(test.earlier ?? []), test].map(({ status }) => status).join(", ");
      return `${basename(test.file ?? "")} | ${fullTitle(test)} | ${tries}`;
    })
    .sort();
}

/** What tests left behind, by title. */
export function attachmentsOf({ tests }: Evidence): ReadonlyMap<string, unknown> {
  const tries = (tests?.cases ?? []).map((test) => [test, ...(test.earlier ?? [])]);
  return new Map(
    tries.map((all) => [fullTitle(all[0] as TestCase), all.map(({ attachments }) => attachments)]),
  );
}

/** What tests say about themselves, by title. */
export function annotationsOf({ tests }: Evidence): ReadonlyMap<string, unknown> {
  return new Map((tests?.cases ?? []).map((test) => [fullTitle(test), test.annotations]));
}

/** What is wrong with the report itself. */
export function codesOf({ problems }: Evidence): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}
