import type { UnmeasuredFile } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "../../evidence/gap.ts";

/** Why coverage of each of these is not known. */
export function gapsOfUnmeasured(files: readonly UnmeasuredFile[]): readonly Gap[] {
  return files.map((file) => ({ cause: "absent", ...words(file) }));
}

function words({ path, lines, why }: UnmeasuredFile): Omit<Gap, "cause"> {
  if (why === undefined)
    return {
      what: `no report measures the changed file ${path}`,
      remedy: `Let the coverage tool include ${path} also when no test loads it, or exclude it there and in the tool's settings say why.`,
    };
  switch (why) {
    case "unknown-lines":
      return {
        what: `no report knows ${plural(lines, "changed line")} of ${path}`,
        remedy: `Run the tests with coverage on this very commit: what measured ${path} was an older version of it, or leaves those lines out.`,
      };
    case "other-content":
      return {
        what: `what reports measure of ${path} is another version of it`,
        remedy: "Run the tests with coverage on this very commit and give only their reports.",
      };
    case "totals-only":
      return {
        what: `reports tell how much of ${path} is covered, and not which lines`,
        remedy: `Let the tool that measures ${path} write a report with lines, too: istanbul's reporter \`json\` or \`lcov\` beside \`json-summary\`.`,
      };
    case "line-ends":
      return {
        what: `git and coverage tools count the lines of ${path} in different ways`,
        remedy: `End each line of ${path} with a line feed; write other line ends inside of it as escapes.`,
      };
    case "not-text":
      return {
        what: `${path} looks binary, so its changed lines are not known`,
        remedy: `Save ${path} as UTF-8 text without NUL characters.`,
      };
  }
}
