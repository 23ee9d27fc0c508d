import type { TryOf } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import { missingField } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownText } from "../json/members.ts";
import { optionalPartsOf, type ReportContext } from "../json/open-report.ts";
import { unseenTries } from "../json/unseen-tries.ts";
import { quote } from "../problem-tally.ts";
import { attachmentsOf } from "./attachments.ts";
import { failedSteps, oneOfSeveralTries } from "./doubts.ts";
import { outcomeOf } from "./outcome.ts";
import { fileOf, labelsOf, nameOf, suiteOf } from "./titles.ts";

/** Reads one try of one test. */
export function readResult(result: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  const labels = labelsOf(result, context);
  const framework = labels.get("framework");
  if (framework !== undefined) sink.producer(`${framework} (Allure 2)`);
  const told = ownText(result, "name") ?? ownText(result, "fullName");
  if (told === undefined && whole) cases.doubt(missingField, `the "name" of the result`);
  const parameters = optionalPartsOf(result, "parameters", "the result", context);
  const name = nameOf(told ?? "", parameters);
  const where = quote(name);
  const outcome = outcomeOf(result, where, context);
  const file = fileOf(result);
  const retry = retryOf(parameters);
  const earlier = unseenTries(retry);
  const tryOf = tryOfResult(result, retry, framework);
  if (earlier.length > 0 && tryOf === undefined) cases.doubt(oneOfSeveralTries, where);
  if (outcome.status === "passed" && countFailedSteps(result) > 0) cases.doubt(failedSteps, `in ${where}`);
  cases.add({
    ...(file === undefined ? {} : { file }),
    suite: suiteOf(labels),
    name,
    ...outcome,
    ...withAttachments(attachmentsOf(result)),
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(tryOf === undefined ? {} : { tryOf }),
  });
}

/** Which try of which test it is: the history id is that of the test with its parameters. */
function tryOfResult(result: Members, retry: number, framework = ""): TryOf | undefined {
  const series = ownText(result, "historyId") ?? "";
  if (series === "" || series.length > longestSeries) return undefined;
  const startedAt = ownInteger(result, "start", 0);
  return {
    series,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(retry > 0 || numbersTries.has(framework) ? { number: retry } : {}),
  };
}

/** A digest, or some words. */
const longestSeries = 1_000;

/** Frameworks whose adapter numbers every try but the first: without a number, a second result is another test. */
const numbersTries: ReadonlySet<string> = new Set(["mocha"]);

/** Adapters number a later try by a parameter that is no part of the test's identity. */
function retryOf(parameters: readonly Members[]): number {
  const retry = parameters.find(
    (parameter) =>
      own(parameter, "excluded") === true && ownText(parameter, "name")?.toLowerCase() === "retry",
  );
  const told = Number(retry === undefined ? 0 : own(retry, "value"));
  return Number.isSafeInteger(told) && told > 0 ? told : 0;
}

/** Steps at all levels; depth costs no stack. */
function countFailedSteps(result: Members): number {
  const open: unknown[] = [own(result, "steps")];
  let failed = 0;
  for (let told = open.pop(); told !== undefined; told = open.pop()) {
    if (!Array.isArray(told)) continue;
    for (const step of told as readonly unknown[]) {
      if (step === null || typeof step !== "object") continue;
      const status = ownText(step as Members, "status")?.toLowerCase();
      if (status === "failed" || status === "broken") failed++;
      open.push(own(step as Members, "steps") ?? null);
    }
  }
  return failed;
}
