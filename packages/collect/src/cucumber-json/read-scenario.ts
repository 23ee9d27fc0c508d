import { type Attachment, type Detail, isFailing, type TestStatus, worstStatus } from "@tollgate/model";
import { base64Bytes } from "../attachments/embedded-bytes.ts";
import { embedded } from "../attachments/told-attachment.ts";
import { cutText } from "../input/cut-text.ts";
import { attachmentsIn, withAttachments } from "../json/attachments.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { lostResults, missingField, unknownDuration, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList, ownMembers, ownText, ownTexts } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { toDetail } from "../json/to-detail.ts";
import { quote } from "../problem-tally.ts";
import { stepStatuses } from "./step-statuses.ts";

export type FeatureContext = {
  readonly cases: CaseSink;
  readonly whole: boolean;
  /** behave tells seconds and `file:line`; all others nanoseconds and members for file and line. */
  readonly isBehave: boolean;
};

export type Outcome = {
  readonly status: TestStatus;
  readonly durationUs?: number;
  readonly details: readonly Detail[];
  readonly attachments?: readonly Attachment[];
};

/** How a scenario ended: the worst of its hooks and steps, those of its background first. */
export function readScenario(elements: readonly Members[], name: string, context: FeatureContext): Outcome {
  const { cases, whole } = context;
  const where = quote(name);
  const steps = elements.flatMap((element) => stepsOf(element, where, context));
  const details: Detail[] = [];
  let status: TestStatus | undefined;
  let microseconds = 0;
  let isTimed = false;
  for (const step of steps) {
    const result = ownMembers(step, "result");
    const told = statusOfStep(step, result, elements, status, { where, context });
    if (told === undefined) continue;
    status = status === undefined ? told.status : worstStatus(status, told.status);
    if (told.detail !== undefined) details.push(told.detail);
    const durationUs = durationOf(result, where, context);
    isTimed ||= durationUs !== undefined;
    microseconds += durationUs ?? 0;
  }
  for (const word of elements.flatMap((element) => ownText(element, "status") ?? [])) {
    const told = stepStatuses.get(word) ?? "errored";
    if (!stepStatuses.has(word)) cases.doubt(unknownStatus, `${quote(word)} of ${where}`);
    status = status === undefined ? told : worstStatus(status, told);
  }
  if (status === undefined && whole) cases.doubt(missingField, `"steps" of ${where}`);
  return {
    ...outcome(status, details, isTimed && Number.isSafeInteger(microseconds) ? microseconds : undefined),
    ...withAttachments(steps.flatMap(embeddingsOf)),
  };
}

/** What steps and hooks attached: base64, and text as it is by some writers. */
function embeddingsOf(step: Members): readonly Attachment[] {
  return attachmentsIn(step, "embeddings", (told) => {
    const data = ownText(told, "data");
    const type = ownText(told, "mime_type") ?? ownText(ownMembers(told, "media") ?? {}, "type");
    const bytes = data === undefined ? undefined : (base64Bytes(data) ?? Buffer.byteLength(data));
    return embedded(bytes, { name: ownText(told, "name"), type });
  });
}

function outcome(
  status: TestStatus | undefined,
  told: readonly Detail[],
  durationUs: number | undefined,
): Outcome {
  const end = status ?? "errored";
  const kind = end === "errored" ? "error" : "failure";
  const message =
    status === undefined ? "The report tells no step of this scenario." : "The report does not say why.";
  const details = told.filter((detail) => isFailing(end) === (detail.kind !== "skip"));
  return {
    status: end,
    ...(durationUs === undefined ? {} : { durationUs }),
    details: isFailing(end) && details.length === 0 ? [{ kind, message }] : end === "passed" ? [] : details,
  };
}

/** Hooks and steps of an element in their order; hooks are hidden steps (js) or lists around what they frame (jvm). */
function stepsOf(element: Members, where: string, { cases }: FeatureContext): readonly Members[] {
  const steps = listOf(element, "steps").flatMap((step) => [
    ...listOf(step, "before"),
    step,
    ...listOf(step, "after"),
  ]);
  return [...listOf(element, "before"), ...steps, ...listOf(element, "after")];

  function listOf(members: Members, name: string): readonly Members[] {
    const told = own(members, name);
    const list = ownList(members, name);
    if (list === undefined && told !== undefined && told !== null)
      cases.doubt(lostResults, `"${name}" of ${where}`);
    return (list ?? []).filter((step): step is Members => {
      if (!isMembers(step))
        cases.doubt(lostResults, `one of "${name}" of ${where} that is ${showValue(step)}`);
      return isMembers(step);
    });
  }
}

type StepOutcome = { readonly status: TestStatus; readonly detail?: Detail };

/** `undefined` for a step that did not run: after a failure, or because of what behave says about the whole scenario. */
function statusOfStep(
  step: Members,
  result: Members | undefined,
  elements: readonly Members[],
  before: TestStatus | undefined,
  { where, context: { cases, whole } }: { readonly where: string; readonly context: FeatureContext },
): StepOutcome | undefined {
  const name = stepName(step);
  const word = result === undefined ? undefined : own(result, "status");
  if (word === undefined) {
    const isExplained = elements.some((element) => (ownText(element, "status") ?? "passed") !== "passed");
    if (isExplained || (before !== undefined && isFailing(before))) return undefined;
    if (whole) cases.doubt(missingField, `the "result" of the step ${quote(name)} of ${where}`);
    return {
      status: "errored",
      detail: { kind: "error", message: `The report does not say how ${quote(name)} ended.` },
    };
  }
  const status = typeof word === "string" ? stepStatuses.get(word.toLowerCase()) : undefined;
  if (status === undefined)
    cases.doubt(unknownStatus, `${showValue(word)} of the step ${quote(name)} of ${where}`);
  const end = status ?? "errored";
  if (end === "passed") return { status: end };
  const said = messageOf(result!);
  if (end === "skipped") return { status: end, ...(said === "" ? {} : { detail: toDetail("skip", said) }) };
  const kind = end === "errored" ? "error" : "failure";
  const because = `The step ${quote(name)} is ${showValue(word)}.`;
  return { status: end, detail: said === "" ? { kind, message: cutText(because) } : toDetail(kind, said) };
}

function stepName(step: Members): string {
  return (
    cleanName(`${(ownText(step, "keyword") ?? "").trim()} ${ownText(step, "name") ?? ""}`.trim()) || "hook"
  );
}

/** behave writes the lines of a traceback as a list. */
function messageOf(result: Members): string {
  const text = ownText(result, "error_message") ?? ownTexts(result, "error_message").join("\n");
  return text.trim();
}

function durationOf(
  result: Members | undefined,
  where: string,
  { cases, isBehave }: FeatureContext,
): number | undefined {
  const told = result === undefined ? undefined : own(result, "duration");
  if (told === undefined || told === null) return undefined;
  const microseconds =
    typeof told === "number" && told >= 0 ? told * (isBehave ? 1_000_000 : 0.001) : Number.NaN;
  if (microseconds <= Number.MAX_SAFE_INTEGER) return Math.round(microseconds) + 0;
  cases.doubt(unknownDuration, `that of ${where}`);
  return undefined;
}
