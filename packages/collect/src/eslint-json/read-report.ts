import { failedAnalysis, lostFindings, lostTotals } from "../findings/doubts.ts";
import type { FindingsContext } from "../findings/open-findings.ts";
import { shortText } from "../findings/short-text.ts";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { RawFinding } from "../reader.ts";
import { eslint, readMessage, suppressionOf } from "./read-message.ts";

/** One entry a file that was looked at, also without a message. */
export function readReport(root: unknown, context: FindingsContext): void {
  const { sink, doubts } = context;
  sink.producer("eslint");
  sink.analysis(eslint);
  const failures: string[] = [];
  for (const file of Array.isArray(root) ? root : [root]) {
    if (isMembers(file)) failures.push(...readFile(file, context));
    else doubts.add(lostFindings, `a file, which is ${showValue(file)}`);
  }
  if (failures.length === 0) return;
  sink.run({ about: "findings", source: eslint, verdict: "failed", errors: failures.slice(0, 20) });
  sink.problem(failedAnalysis(eslint, failures));
}

/** Answers why ESLint could not look at the file. */
function readFile(file: Members, { sink, doubts, whole }: FindingsContext): readonly string[] {
  const path = ownText(file, "filePath") ?? "";
  const hasMessages = Array.isArray(own(file, "messages"));
  if (!hasMessages && whole) doubts.add(lostFindings, `"messages" of ${JSON.stringify(path)}`);
  const messages = partsOf(file, "messages", doubts);
  const found = messages.map((message) => readMessage(message, path, doubts));
  for (const finding of found) sink.finding(finding);
  for (const message of partsOf(file, "suppressedMessages", doubts))
    sink.finding({ ...readMessage(message, path, doubts), suppressed: suppressionOf(message) });
  if (whole) checkTotals(file, found, doubts);
  return messages
    .filter((message) => own(message, "fatal") === true)
    .map((message) => `${path}: ${shortText(ownText(message, "message") ?? "it could not be parsed")}`);
}

function partsOf(file: Members, list: string, doubts: ProblemTally): readonly Members[] {
  const told = own(file, list);
  if (told !== undefined && told !== null && !Array.isArray(told))
    doubts.add(lostFindings, `"${list}", which is ${showValue(told)}`);
  return (ownList(file, list) ?? []).filter((part) => {
    if (!isMembers(part)) doubts.add(lostFindings, `one in "${list}", which is ${showValue(part)}`);
    return isMembers(part);
  });
}

/** What filters a report drops messages, and forgets the totals. */
function checkTotals(file: Members, found: readonly RawFinding[], doubts: ProblemTally): void {
  for (const [name, level] of [
    ["errorCount", "error"],
    ["warningCount", "warning"],
  ] as const) {
    const declared = own(file, name);
    const shown = found.filter((finding) => finding.level === level).length;
    if (typeof declared === "number" && declared > shown)
      doubts.add(lostTotals, `"${name}", which is ${declared} where ${shown} stand in the file`);
  }
}
