import type { Detail, TestStatus } from "@tollgate/model";
import { unknownDuration, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import type { ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { thrownDetail } from "../json/thrown-detail.ts";

/** How a test or a fixture ended. */
export type Outcome = {
  readonly status: TestStatus;
  readonly durationUs?: number;
  readonly details: readonly Detail[];
};

/**
 * `broken` is an error that is no failed assertion. What was still running has not passed, whatever its status. The
 * flags `flaky`, `muted` and `known` are opinions, not results.
 */
export function outcomeOf(item: Members, where: string, { cases, whole }: ReportContext): Outcome {
  const word = own(item, "status");
  const known = typeof word === "string" ? words.get(word.toLowerCase()) : undefined;
  if (known === undefined && (whole || word !== undefined))
    cases.doubt(unknownStatus, `${showValue(word)} of ${where}`);
  const stage = ownText(item, "stage")?.toLowerCase();
  const isOpen = stage === "running" || stage === "interrupted";
  const status = known === undefined || (isOpen && known !== "failed") ? "errored" : known;
  return { status, ...spanOf(item, where, cases), details: detailsOf(item, status, reasonOf(word, stage)) };
}

const words: ReadonlyMap<string, TestStatus> = new Map([
  ["passed", "passed"],
  ["failed", "failed"],
  ["broken", "errored"],
  ["skipped", "skipped"],
]);

function reasonOf(word: unknown, stage: string | undefined): string {
  if (stage === "running" || stage === "interrupted")
    return `The test was ${stage} when the report was written.`;
  if (word === undefined) return "The report does not say how the test ended.";
  return `The report calls the test ${showValue(word)}.`;
}

function detailsOf(item: Members, status: TestStatus, reason: string): readonly Detail[] {
  if (status === "passed") return [];
  const told = ownMembers(item, "statusDetails") ?? {};
  const message = ownText(told, "message");
  const stack = ownText(told, "trace");
  if (status === "skipped") return message === undefined ? [] : [thrownDetail("skip", { message })];
  const kind = status === "errored" ? "error" : "failure";
  return [thrownDetail(kind, { message: message ?? (stack === undefined ? reason : undefined), stack })];
}

/** Milliseconds since 1970 on both ends. */
function spanOf(
  item: Members,
  where: string,
  cases: ReportContext["cases"],
): { readonly durationUs?: number } {
  const start = own(item, "start");
  const stop = own(item, "stop");
  if (start === undefined || stop === undefined || start === null || stop === null) return {};
  const durationUs =
    typeof start === "number" && typeof stop === "number" ? Math.round((stop - start) * 1_000) : Number.NaN;
  if (Number.isSafeInteger(durationUs) && durationUs >= 0) return { durationUs };
  cases.doubt(unknownDuration, `that of ${where}`);
  return {};
}
