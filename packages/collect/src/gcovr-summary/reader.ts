import { openTotals, type TotalsFormat } from "../coverage-totals/open-totals.ts";
import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { topKeys } from "../json/top-keys.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import { neededList } from "../json-coverage/told-values.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { Reader } from "../reader.ts";

/** gcovr's `--json-summary`. */
export const gcovrSummary: Reader = {
  id: "gcovr-summary",
  holds: "coverage",
  recognises: ({ text }) => topKeys(text)?.has("gcovr/summary_format_version") === true,
  open(context) {
    context.sink.producer("gcovr");
    return openTotals(context, format);
  },
};

const format: TotalsFormat = {
  files: filesOf,
  sum: (root) => root,
  total(told, metric) {
    const name = { lines: "line", functions: "function", branches: "branch" }[metric];
    const [total, covered] = [own(told, `${name}_total`), own(told, `${name}_covered`)];
    // Versions before 5 did not tell functions.
    return metric === "functions" && total === undefined && covered === undefined
      ? undefined
      : { total, covered };
  },
};

function* filesOf(
  root: Members,
  doubts: ProblemTally,
  whole: boolean,
): Iterable<readonly [path: string, told: unknown]> {
  const files =
    whole || own(root, "files") !== undefined ? neededList(root, "files", "the report", doubts) : [];
  for (const [i, file] of files.entries()) {
    const path = isMembers(file) ? ownText(file, "filename") : undefined;
    if (path === undefined || path === "")
      doubts.add(
        lostPart,
        `the ${i + 1}. of "files", which is ${isMembers(file) ? "without a name" : showValue(file)}`,
      );
    else yield [path, file];
  }
}
