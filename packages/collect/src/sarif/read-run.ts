import { failedAnalysis, lostDetail, lostFindings } from "../findings/doubts.ts";
import type { FindingsContext } from "../findings/open-findings.ts";
import { shortText } from "../findings/short-text.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { createFileNames } from "./file-names.ts";
import { noResults, ownErrors, resultsElsewhere } from "./problems.ts";
import { readResult } from "./read-result.ts";
import { createRules } from "./rules.ts";

/** Reads one run, and answers which tool it was, with its version. */
export function readRun(run: Members, context: FindingsContext): string {
  const { sink, doubts } = context;
  const driver = ownMembers(ownMembers(run, "tool") ?? {}, "driver") ?? {};
  const name = shortText(ownText(driver, "name") ?? "");
  if (name === "") doubts.add(lostDetail, 'the name of the tool ("tool.driver.name")');
  const tool = name === "" ? "unnamed tool" : name;
  readInvocations(run, tool, context);
  const results = resultsOf(run, tool, context);
  if (results !== undefined) {
    sink.analysis(tool);
    const parts = { tool, rules: createRules(run, driver), fileNames: createFileNames(run), doubts };
    for (const result of results) {
      if (isMembers(result)) sink.finding(readResult(result, parts));
      else doubts.add(lostFindings, `a result of ${tool}, which is ${showValue(result)}`);
    }
  }
  const version = ownText(driver, "semanticVersion") ?? ownText(driver, "version");
  return version === undefined ? tool : `${tool} ${version}`;
}

function resultsOf(
  run: Members,
  tool: string,
  { doubts, whole }: FindingsContext,
): readonly unknown[] | undefined {
  const results = own(run, "results");
  if (Array.isArray(results)) return results;
  if (results !== undefined && results !== null)
    doubts.add(lostFindings, `"results" of ${tool}, which is ${showValue(results)}`);
  else if (ownList(ownMembers(run, "externalPropertyFileReferences") ?? {}, "results") !== undefined)
    doubts.add(resultsElsewhere, `one of ${tool}`);
  else if (whole) doubts.add(noResults, `one of ${tool}`);
  return undefined;
}

/** A tool that says that it did not succeed is a failed run, whatever it found. */
function readInvocations(run: Members, tool: string, { sink, doubts }: FindingsContext): void {
  for (const invocation of (ownList(run, "invocations") ?? []).filter(isMembers)) {
    const successful = own(invocation, "executionSuccessful");
    const errors = errorsOf(invocation);
    if (successful === false || (successful !== true && errors.length > 0)) {
      const exitCode = ownInteger(invocation, "exitCode", -2_147_483_648);
      sink.run({
        about: "findings",
        source: tool,
        verdict: "failed",
        errors,
        ...(exitCode === undefined ? {} : { exitCode }),
      });
      sink.problem(failedAnalysis(tool, errors));
    } else for (const error of errors) doubts.add(ownErrors, JSON.stringify(error));
  }
}

/** Of at most twenty a text each. */
function errorsOf(invocation: Members): readonly string[] {
  const notifications = ["toolExecutionNotifications", "toolConfigurationNotifications"].flatMap((list) =>
    (ownList(invocation, list) ?? []).filter(isMembers),
  );
  const start = ownText(invocation, "processStartFailureMessage");
  return [
    ...(start === undefined ? [] : [start]),
    ...notifications
      .filter((notification) => ownText(notification, "level") === "error")
      .map(
        (notification) =>
          ownText(ownMembers(notification, "message") ?? {}, "text") ?? "an error without a text",
      ),
  ]
    .slice(0, 20)
    .map(shortText);
}
