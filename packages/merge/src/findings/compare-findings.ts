import {
  type ChangeSet,
  compareText,
  type Evidence,
  type Finding,
  isOpenFinding,
  isPresentFinding,
  type MergedFinding,
  type MissingEvidence,
  type PackageRef,
  type RepoPath,
  type Report,
} from "@tollgate/model";
import type { SourceText } from "@tollgate/source";
import { unlooked } from "../changed/base-to-compare.ts";
import { dirtyFinder } from "../changed/dirty-base.ts";
import { lineFates } from "../changed/line-fates.ts";
import type { BaselineSource } from "../compare-with-baseline.ts";
import { createBasePlaces } from "./base-places.ts";
import { matchFindings } from "./match-findings.ts";

export type ComparedFindings = {
  readonly findings: readonly MergedFinding[];
  /** Of the base, and not there any more. */
  readonly fixed: readonly Finding[];
  readonly missing: readonly MissingEvidence[];
};

type Context = {
  readonly baseline?: BaselineSource;
  readonly packages: readonly PackageRef[];
  readonly changes: ChangeSet | object;
  readonly findingTexts?: FindingTexts;
};

/** Texts of changed files, by their path on each side. */
export type FindingTexts = {
  readonly head: ReadonlyMap<RepoPath, SourceText>;
  readonly base: ReadonlyMap<RepoPath, SourceText>;
};

/** Marks each finding against the base, and lists those that are fixed and the tools that do not report any more. */
export function compareFindingsWithBase(
  head: readonly MergedFinding[],
  current: readonly Evidence[],
  { baseline, packages, changes, findingTexts: texts }: Context,
): ComparedFindings {
  if (baseline === undefined) return { findings: head, fixed: [], missing: [] };
  const { report, files = unlooked } = baseline;
  const isDiff = "files" in changes && texts !== undefined;
  const fates = isDiff ? lineFates(changes, texts.head, texts.base) : new Map();
  const isDirty = dirtyFinder(report);
  const isProven = ({ path = "" }: MergedFinding): boolean => files.known && files.proven?.has(path) === true;
  // Also what is suppressed: it is no new one when it no longer is.
  const base = report.findings.filter(
    (finding) => isPresentFinding(finding) && (!isDirty(finding) || isProven(finding)),
  );
  const matches = matchFindings(base, head.filter(isPresentFinding), createBasePlaces(changes, fates, files));
  const wasRead = toolsThatAre(
    report.inputs.filter(({ superseded }) => !superseded),
    ({ tools = [] }) => tools,
  );
  const isRead = toolsThatAre(current, ({ findings }) => findings?.tools ?? []);
  const used = new Set(matches.values());
  return {
    findings: head.map((finding) => {
      if (matches.has(finding)) return { ...finding, change: "unchanged" };
      return wasRead(finding.tool) ? { ...finding, change: "new" } : finding;
    }),
    fixed: base
      .filter((finding) => !used.has(finding) && isOpenFinding(finding) && isRead(finding.tool))
      .map(toFinding),
    missing: vanishedTools(report, current, packages, baseline.how),
  };
}

function toFinding({
  occurrence: _o,
  kinds: _k,
  sources: _s,
  change: _c,
  ...finding
}: MergedFinding): Finding {
  return finding;
}

/** Of which tools all reports could be read, and there is one. */
function toolsThatAre<Item extends { readonly status: string }>(
  items: readonly Item[],
  toolsOf: (item: Item) => readonly string[],
): (tool: string) => boolean {
  const broken = new Set(items.filter(({ status }) => status !== "ok").flatMap(toolsOf));
  const told = new Set(items.flatMap(toolsOf));
  return (tool) => told.has(tool) && !broken.has(tool);
}

/** A tool that looked at a package on the base and does not now: vanished, not "nothing found". */
function vanishedTools(
  { inputs }: Report,
  current: readonly Evidence[],
  packages: readonly PackageRef[],
  how: string,
): readonly MissingEvidence[] {
  const names = new Set(packages.map(({ name }) => name));
  const here = new Set(
    current.flatMap(({ origin, findings }) =>
      (findings?.tools ?? []).map((tool) => `${tool}\0${origin.package}\0${origin.kind}`),
    ),
  );
  const missing = new Map<string, MissingEvidence>();
  for (const { superseded, tools = [], origin, input } of inputs) {
    const { package: owner, kind } = origin;
    if (superseded || !names.has(owner)) continue;
    for (const tool of tools) {
      const key = `${tool}\0${owner}\0${kind}`;
      if (here.has(key)) continue;
      missing.set(key, {
        what: `findings of ${tool} for ${owner}`,
        kind,
        package: owner,
        about: "findings",
        because: `the base has ${input.path} (${how})`,
        remedy: `Run ${tool} for ${owner} and let it write its report. If it was removed on purpose, land the removal with a base report that no longer has it.`,
      });
    }
  }
  return [...missing].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}
