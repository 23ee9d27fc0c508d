import type { Detail, TestStatus } from "@tollgate/model";
import { lostResults, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import type { ReportContext } from "../json/open-report.ts";
import { secondsOf } from "../json/seconds.ts";
import { showValue } from "../json/show-value.ts";
import { toDetail } from "../json/to-detail.ts";

/** How a test ended. */
export type Outcome = {
  readonly status: TestStatus;
  readonly durationUs?: number;
  readonly details: readonly Detail[];
};

/** `RUN` and `COMPLETED` say nothing about success: failures do. Tests that the program disables are `NOTRUN`. */
export function outcomeOf(test: Members, where: string, context: ReportContext): Outcome {
  const { cases, whole } = context;
  const duration = secondsOf(seconds(own(test, "time")), where, cases);
  const failures = failuresOf(test, where, context);
  if (failures.length > 0) return { status: "failed", ...duration, details: failures };
  const status = ownText(test, "status");
  const result = ownText(test, "result");
  const known = statusOf(status, result, own(test, "result") === undefined);
  if (known !== undefined)
    return { status: known, ...duration, details: known === "skipped" ? reasons(test) : [] };
  if (whole || status !== undefined)
    cases.doubt(
      unknownStatus,
      `${showValue(own(test, "status"))} (${showValue(own(test, "result"))}) of ${where}`,
    );
  const message = "The report does not say how the test ended.";
  return { status: "errored", ...duration, details: [{ kind: "error", message }] };
}

/** Old versions write no result. */
function statusOf(
  status: string | undefined,
  result: string | undefined,
  hasNoResult: boolean,
): TestStatus | undefined {
  if (status === "NOTRUN" && (hasNoResult || result === "SUPPRESSED")) return "skipped";
  if (status !== "RUN") return undefined;
  if (hasNoResult || result === "COMPLETED") return "passed";
  return result === "SKIPPED" || result === "SUPPRESSED" ? "skipped" : undefined;
}

/** googletest writes seconds with their unit: `0.017s`. */
function seconds(told: unknown): unknown {
  const found = typeof told === "string" ? /^(\d+(?:\.\d+)?)s$/.exec(told) : null;
  return found === null ? told : Number(found[1]);
}

function failuresOf(test: Members, where: string, { cases }: ReportContext): readonly Detail[] {
  const told = own(test, "failures");
  if (told === undefined || told === null) return [];
  if (!Array.isArray(told)) {
    cases.doubt(lostResults, `"failures" of ${where}, which is ${showValue(told)}`);
    return [{ kind: "failure" }];
  }
  return told.map((failure: unknown) => {
    const text = isMembers(failure) ? ownText(failure, "failure") : undefined;
    return toDetail("failure", text ?? `A failure that is ${showValue(failure)}.`);
  });
}

/** Newer versions write why a test was skipped. */
function reasons(test: Members): readonly Detail[] {
  for (const skip of ownList(test, "skipped") ?? []) {
    const message = isMembers(skip) ? ownText(skip, "message") : undefined;
    if (message !== undefined) return [toDetail("skip", message)];
  }
  return [];
}
