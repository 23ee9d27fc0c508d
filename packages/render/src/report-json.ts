import {
  type Attachment,
  canonicalJson,
  type Detail,
  type EnvironmentResult,
  type Fingerprint,
  isFailing,
  type MergedCase,
  type Report,
} from "@tollgate/model";
import { failureFingerprint } from "@tollgate/text";
import { ownOutput } from "./own-output.ts";
import { redactReport } from "./redact-report.ts";
import { coverageJson } from "./report-coverage-json.ts";
import type { Piece } from "./text-builder.ts";

/**
 * All figures with their provenance as canonical JSON of schema `tollgate/report/1`, in pieces: one test or one file
 * at a time. Equal reports give equal bytes.
 */
export function* reportJson(report: Report): Generator<Piece> {
  const {
    baseline,
    cells,
    changed,
    coverage,
    expected,
    findings,
    inputs,
    missing,
    packages,
    problems,
    runs,
    subject,
    tests,
    totals,
    unmentioned,
  } = redactReport(report);
  yield `{"$comment":${JSON.stringify(ownOutput)}`;
  if (baseline !== undefined) yield `,"baseline":${canonicalJson(baseline)}`;
  yield `,"cells":${canonicalJson(cells)}`;
  yield `,"changed":${canonicalJson(changed)}`;
  yield `,"coverage":`;
  yield* coverageJson(coverage);
  yield `,"expected":${canonicalJson(expected)}`;
  yield* list("findings", findings, canonicalJson);
  yield* list("inputs", inputs, canonicalJson);
  yield `,"missing":${canonicalJson(missing)}`;
  yield `,"packages":${canonicalJson(packages)}`;
  yield* list("problems", problems, canonicalJson);
  yield* list("runs", runs, canonicalJson);
  yield `,"schema":"tollgate/report/1"`;
  yield `,"subject":${canonicalJson(subject)}`;
  yield* list("tests", tests, (test, i) => caseJson(test, failureOf(report.tests[i])));
  yield `,"totals":${canonicalJson(totals)}`;
  yield* list("unmentioned", unmentioned, canonicalJson);
  yield "}\n";
}

function* list<T>(
  name: string,
  items: readonly T[],
  toJson: (item: T, i: number) => string,
): Generator<Piece> {
  yield `,"${name}":[`;
  for (const [i, item] of items.entries()) yield i === 0 ? toJson(item, i) : `,${toJson(item, i)}`;
  yield "]";
}

/** Of the words as they were read: that is what the gate compares with waivers. */
function failureOf(test: MergedCase | undefined): Fingerprint | undefined {
  return test === undefined || !isFailing(test.status) ? undefined : failureFingerprint(test.details);
}

/** Members stand in the order of their names: that is canonical, and `JSON.stringify` is fast. */
function caseJson(test: MergedCase, failure: Fingerprint | undefined): string {
  return JSON.stringify({
    alsoFailed: test.alsoFailed?.map((details) => details.map(detailFields)),
    annotations: test.annotations?.map(({ text, type }) => ({ text, type })),
    attachments: test.attachments?.map(inNameOrder),
    byEnvironment: test.byEnvironment?.map(environmentFields),
    change: test.change,
    details: test.details.map(detailFields),
    durationUs: test.durationUs,
    earlier: test.earlier?.map(({ attachments, details, durationUs, status }) => ({
      attachments: attachments?.map(inNameOrder),
      details: details.map(detailFields),
      durationUs,
      status,
    })),
    environment: test.environment,
    failure,
    file: test.file,
    flaky: test.flaky,
    history: test.history?.map(({ attachments, attempt, details, durationUs, job, status }) => ({
      attachments: attachments?.map(inNameOrder),
      attempt,
      details: details.map(detailFields),
      durationUs,
      job,
      status,
    })),
    kind: test.kind,
    line: test.line,
    name: test.name,
    occurrence: test.occurrence,
    onBase: baseFields(test),
    package: test.package,
    recovered: test.recovered,
    renamedFrom: formerFields(test),
    sources: test.sources,
    status: test.status,
    suite: test.suite,
  });
}

function inNameOrder({ bytes, name, path, state, type }: Attachment): Attachment {
  return { bytes, name, path, state, type } as Attachment; // JSON leaves out what is undefined
}

function detailFields({ kind, message, text, type }: Detail): Detail {
  return { kind, message, text, type } as Detail; // what is undefined is not written
}

function environmentFields({ durationUs, environment, flaky, status }: EnvironmentResult): EnvironmentResult {
  return { durationUs, environment, flaky, status } as EnvironmentResult; // as above
}

function baseFields({ onBase }: MergedCase): MergedCase["onBase"] {
  if (onBase === undefined) return undefined;
  const { durationUs, status } = onBase;
  return { durationUs, status } as MergedCase["onBase"]; // what is undefined is not written
}

function formerFields({ renamedFrom }: MergedCase): MergedCase["renamedFrom"] {
  if (renamedFrom === undefined) return undefined;
  const { file, package: owner, title } = renamedFrom;
  return { file, package: owner, title } as MergedCase["renamedFrom"]; // as above
}
