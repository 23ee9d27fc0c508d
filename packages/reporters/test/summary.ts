import { basename } from "node:path";
import { type Evidence, fullTitle } from "@tollgate/model";

/** Each test in a line: file, title, statuses of its tries. */
export function casesOf({ tests }: Evidence): readonly string[] {
  return (tests?.cases ?? [])
    .map((test) => {
      const tries = [...(test.earlier ?? []), test].map(({ status }) => status).join(", ");
      return `${basename(test.file ?? "")} | ${fullTitle(test)} | ${tries}`;
    })
    .sort();
}

/** What is wrong with the report itself. */
export function codesOf({ problems }: Evidence): readonly string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}
