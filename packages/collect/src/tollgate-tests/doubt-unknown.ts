import type { CaseSink } from "../json/case-sink.ts";
import type { Members } from "../json/members.ts";
import { quote } from "../problem-tally.ts";
import { unknownMember } from "./doubts.ts";

/** Says which members of a record are none of `known`: a newer writer may have added them. */
export function doubtUnknown(
  record: Members,
  known: ReadonlySet<string>,
  where: string,
  cases: CaseSink,
): void {
  for (const name in record) if (!known.has(name)) cases.doubt(unknownMember, `${quote(name)} in ${where}`);
}
