import { type Dialect, readFiles } from "../gnu-coverage/read-entries.ts";
import { type Members, own, ownList } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { unknownVersion } from "../json-coverage/doubts.ts";
import { type CoverageContext, openCoverage } from "../json-coverage/open-coverage.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { Reader } from "../reader.ts";
import { recogniseGcovr } from "./recognise.ts";

/** gcovr's own JSON (`gcovr --json`), of versions 4.2 to 8: gcov's with marks of what is excluded. */
export const gcovrJson: Reader = {
  id: "gcovr-json",
  holds: "coverage",
  recognises: recogniseGcovr,
  open: (context) => openCoverage(context, readReport),
};

const dialect: Dialect = {
  firstLine: "lineno",
  endLine,
  isExcluded: (entry) => own(entry, "gcovr/excluded") === true,
  isNoCode: (entry) => own(entry, "gcovr/noncode") === true,
  pathOf: (file) => file,
};

function readReport(root: Members, context: CoverageContext): void {
  context.sink.producer("gcovr");
  const version = own(root, "gcovr/format_version");
  if (context.whole && !(typeof version === "string" && /^0\.(?:\d|1[0-5])$/.test(version)))
    context.doubts.add(unknownVersion, showValue(version));
  readFiles(root, dialect, context);
}

/** `pos` has where a function begins and ends, as `line:column`. */
function endLine(entry: Members): number {
  const end = ownList(entry, "pos")?.[1];
  const match = typeof end === "string" ? /^(\d{1,9}):\d+$/.exec(end) : null;
  return match === null ? unknownLine : lineNumber(Number(match[1]));
}
