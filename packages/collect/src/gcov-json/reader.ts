import { isGnuReport } from "../gnu-coverage/is-gnu-report.ts";
import { type Dialect, readFiles } from "../gnu-coverage/read-entries.ts";
import { type Members, own, ownInteger, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { topKeys } from "../json/top-keys.ts";
import { unknownVersion } from "../json-coverage/doubts.ts";
import { type CoverageContext, openCoverage } from "../json-coverage/open-coverage.ts";
import { lineNumber } from "../line-coverage/hits.ts";
import type { Reader } from "../reader.ts";

/** gcov's JSON (`gcov --json-format`, of GCC 9 and newer), decompressed: one file for each object file. */
export const gcovJson: Reader = {
  id: "gcov-json",
  holds: "coverage",
  recognises({ text }) {
    const keys = topKeys(text);
    if (keys === undefined || keys.has("gcovr/format_version")) return false;
    if (keys.has("gcc_version") && keys.has("files")) return true;
    return isGnuReport(text) && /"unexecuted_block"\s*:/.test(text);
  },
  open: (context) => openCoverage(context, readReport),
};

function readReport(root: Members, context: CoverageContext): void {
  const gcc = ownText(root, "gcc_version");
  context.sink.producer(gcc === undefined ? "gcov" : `gcov ${gcc.slice(0, 40)}`);
  const version = own(root, "format_version");
  if (context.whole && version !== "1" && version !== "2")
    context.doubts.add(unknownVersion, showValue(version));
  const folder = ownText(root, "current_working_directory");
  readFiles(root, { ...dialect, pathOf: (file) => below(folder, file) }, context);
}

const dialect: Omit<Dialect, "pathOf"> = {
  firstLine: "start_line",
  endLine: (entry) => lineNumber(ownInteger(entry, "end_line", 1) ?? 0),
  isExcluded: () => false,
  isNoCode: () => false,
};

/** Files are told as they were given to the compiler, which ran in that folder. */
function below(folder: string | undefined, file: string): string {
  return folder === undefined || folder === "" || /^(?:[\\/]|[A-Za-z]:)/.test(file)
    ? file
    : `${folder}/${file}`;
}
