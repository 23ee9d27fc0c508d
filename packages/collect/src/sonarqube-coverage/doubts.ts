import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const writer = "Look at the tool or the script that wrote the file: SonarQube refuses it, too.";

export const untoldLine: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "line says", "lines say")} neither \`covered="true"\` nor \`covered="false"\`; what is not told counts as not covered.`,
  remedy: writer,
};

export const badBranches: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "line has", "lines have")} numbers of branches that cannot be; none of them counts as covered.`,
  remedy: writer,
};
