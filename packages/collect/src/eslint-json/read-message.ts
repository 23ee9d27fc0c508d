import type { FindingLevel, Suppression } from "@tollgate/model";
import { badLine, lostDetail, unknownLevel } from "../findings/doubts.ts";
import { shortText } from "../findings/short-text.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { RawFinding, RawPlace } from "../reader.ts";

/** How ESLint is called in SARIF, so that its two reports of one run tell the same findings. */
export const eslint = "ESLint";

export function readMessage(message: Members, path: string, doubts: ProblemTally): RawFinding {
  const rule = ownText(message, "ruleId") ?? "";
  const text = shortText(ownText(message, "message") ?? "");
  if (text === "") doubts.add(lostDetail, `the message of a finding in ${JSON.stringify(path)}`);
  return {
    tool: eslint,
    ...(rule === "" ? {} : { rule: shortText(rule) }),
    level: levelOf(own(message, "severity"), doubts),
    message: text,
    // Of what came through a pipe nobody knows the file.
    ...(path === "" || path === "<text>" ? {} : { file: path }),
    ...placeOf(message, doubts),
  };
}

function levelOf(severity: unknown, doubts: ProblemTally): FindingLevel {
  if (severity === 1) return "warning";
  if (severity !== 2) doubts.add(unknownLevel, `the severity ${showValue(severity)}`);
  return "error";
}

function placeOf(message: Members, doubts: ProblemTally): RawPlace {
  const line = ownInteger(message, "line", 1);
  if (line === undefined) {
    const told = own(message, "line");
    if (told !== undefined && told !== null) doubts.add(badLine, showValue(told));
    return {};
  }
  const endLine = ownInteger(message, "endLine", line + 1);
  const column = ownInteger(message, "column", 1);
  return {
    line,
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
  };
}

/** A comment in the code. */
export function suppressionOf(message: Members): Suppression {
  const told = (ownList(message, "suppressions") ?? []).filter(isMembers);
  const justification = told.map((one) => ownText(one, "justification") ?? "").find((text) => text !== "");
  return {
    kind: "inSource",
    ...(justification === undefined ? {} : { justification: shortText(justification) }),
  };
}
