import {
  compareText,
  type Finding,
  type FindingPlace,
  isPresentFinding,
  type MergedFinding,
  type Report,
} from "@tollgate/model";
import { ownOutput } from "./own-output.ts";
import { redactReport } from "./redact-report.ts";

/**
 * Merged findings as SARIF 2.1.0: a run for each tool, with what is new, unchanged and gone against the base where that
 * is known. Paths are below the repository's root.
 */
export function* renderSarif(told: Report): Generator<string> {
  const report = redactReport(told);
  const tools = new Set(report.inputs.flatMap(({ superseded, tools: of = [] }) => (superseded ? [] : of)));
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","properties":{"comment":${JSON.stringify(ownOutput)}},"runs":[`;
  let isFirst = true;
  for (const tool of [...tools].sort(compareText)) {
    yield isFirst ? "\n" : ",\n";
    yield* runOf(tool, report);
    isFirst = false;
  }
  yield "\n]}\n";
}

type Result = { readonly finding: Finding; readonly state: "new" | "unchanged" | "absent" | undefined };

function* runOf(tool: string, report: Report): Generator<string> {
  const results = resultsOf(tool, report);
  const rules = rulesOf(results);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  // The standard wants them for all results of a run, or for none.
  const hasSuppressions = results.some(({ finding }) => finding.suppressed !== undefined);
  yield `{"tool":${JSON.stringify({ driver: { name: tool, rules } })},"columnKind":"utf16CodeUnits","results":[`;
  for (const [i, result] of results.entries()) {
    const ruleIndex = indexes.get(result.finding.rule ?? "");
    const { suppressed } = result.finding;
    const suppressions = suppressed === undefined ? [] : [suppressed];
    const told = { ruleIndex, ...resultOf(result), ...(hasSuppressions ? { suppressions } : {}) };
    yield `${i === 0 ? "" : ","}\n${JSON.stringify(told)}`;
  }
  yield "]}";
}

/** GitHub looks for the security severity at the rule: the largest of its findings. */
function rulesOf(results: readonly Result[]): readonly { readonly id: string }[] {
  const tenths = new Map<string, number | undefined>();
  for (const { finding } of results)
    if (finding.rule !== undefined) {
      const known = tenths.get(finding.rule);
      const most = Math.max(known ?? -1, finding.securityTenths ?? -1);
      tenths.set(finding.rule, most < 0 ? undefined : most);
    }
  return [...tenths]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, security]) => ({
      id,
      ...(security === undefined ? {} : { properties: { "security-severity": (security / 10).toFixed(1) } }),
    }));
}

/** States of all results of a run, or of none: so the standard wants it. */
function resultsOf(tool: string, { findings, baseline }: Report): readonly Result[] {
  const own = findings.filter((finding) => finding.tool === tool && isPresentFinding(finding));
  const isCompared = baseline !== undefined && own.every(({ change }) => change !== undefined);
  const fixed = isCompared ? (baseline.fixedFindings ?? []).filter((finding) => finding.tool === tool) : [];
  return [
    ...own.map((finding: MergedFinding) => ({ finding, state: isCompared ? finding.change : undefined })),
    ...fixed.map((finding) => ({ finding, state: "absent" as const })),
  ];
}

/** `JSON.stringify` leaves out what is undefined. */
function resultOf({ finding, state }: Result): object {
  const { rule, level, message, undecided, otherPlaces = [] } = finding;
  return {
    ruleId: rule,
    level,
    kind: undecided === true ? "review" : undefined,
    message: { text: message === "" ? "no message" : message },
    locations: [finding, ...otherPlaces].flatMap(locationOf),
    fingerprints: valuesOf(finding.fingerprints),
    partialFingerprints: valuesOf(finding.partialFingerprints),
    baselineState: state,
  };
}

function locationOf({ path, named, line, endLine, column }: FindingPlace): readonly object[] {
  const file = path ?? named;
  if (file === undefined || file === "") return [];
  const region = line === undefined ? undefined : { startLine: line, startColumn: column, endLine };
  return [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }];
}

/** A colon in its first part would make a relative path an address. */
function uriOf(file: string): string {
  const uri = encodeURI(file.toWellFormed()).replace(/[#?]/g, encodeURIComponent);
  return /^[^/]*:/.test(uri) && !/^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? `./${uri}` : uri;
}

function valuesOf(fingerprints: readonly string[] = []): Readonly<Record<string, string>> | undefined {
  if (fingerprints.length === 0) return undefined;
  return Object.fromEntries(
    fingerprints.map((told) => {
      const at = told.indexOf("=");
      return [told.slice(0, at), told.slice(at + 1)];
    }),
  );
}
