import { createCollector } from "@tollgate/collect";
import { computeReport, type ReportContext } from "@tollgate/merge";
import {
  bundleOf,
  type Evidence,
  evidenceId,
  extentsOf,
  type FileExtents,
  type Report,
  type RepoTree,
  unsharded,
} from "@tollgate/model";
import type { BranchMapping, CoverageMapData, FunctionMapping, Range } from "istanbul-lib-coverage";

/** Coverage of one file in short. Ends are only written where they matter; `null` is what JSON makes of no end. */
export type Entry = {
  readonly statements: readonly (readonly [
    line: number,
    column: number,
    hits: number,
    endLine?: number,
    endColumn?: number | null,
  ])[];
  readonly functions?: readonly (readonly [name: string, line: number, endLine: number, hits: number])[];
  /** Arms without a place are `undefined`. */
  readonly branches?: readonly (readonly [
    type: string,
    start: readonly [line: number, column: number],
    arms: readonly (readonly [line: number, column: number, endLine?: number] | undefined)[],
    hits: readonly number[],
  ])[];
};

/** An istanbul report of `/shop/src/a.js`, with further members of its entry. */
export function entryOf(
  { statements, functions = [], branches = [] }: Entry,
  more: Readonly<Record<string, unknown>> = {},
): CoverageMapData {
  const path = "/shop/src/a.js";
  const file = {
    path,
    statementMap: byId(statements.map(([line, column, , endLine, end]) => range(line, column, endLine, end))),
    fnMap: byId(
      functions.map(([name, line, endLine]): FunctionMapping => {
        const loc = range(line, 20, endLine, 1);
        return { name, line, decl: range(line, 9, line, 10), loc };
      }),
    ),
    branchMap: byId(
      branches.map(([type, [line, column], arms]): BranchMapping => {
        const locations = arms.map((arm) => (arm === undefined ? nowhere : range(...arm)));
        return { type, line, loc: range(line, column, arms[0]?.[2]), locations };
      }),
    ),
    s: byId(statements.map(([, , hits]) => hits)),
    f: byId(functions.map(([, , , hits]) => hits)),
    b: byId(branches.map(([, , , hits]) => [...hits])),
    ...more,
  };
  return { [path]: file };
}

const nowhere = { start: {}, end: {} } as Range; // as istanbul writes it, whatever its types say

function range(line: number, column: number, endLine = line, endColumn: number | null = column + 5): Range {
  return { start: { line, column }, end: { line: endLine, column: endColumn as number } }; // null is what is read
}

function byId<T>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, id) => [id, value]));
}

/** What the whole way from bytes to a report makes of istanbul reports, each of a shard of its own. */
export type Read = {
  readonly evidence: readonly Evidence[];
  readonly extents: FileExtents;
  /** Statements of the merged map. */
  readonly statements: number;
  /** Code and severity of each. */
  readonly problems: readonly string[];
  readonly messages: string;
  readonly report: (context?: Partial<ReportContext>) => Report;
};

export function read(...reports: readonly CoverageMapData[]): Read {
  const evidence = reports.map((report, i) => collect(report, i + 1, reports.length));
  const { coverage, problems } = reportOf(evidence);
  const [file] = coverage;
  const nothing = { found: 0, hit: 0, mayHit: 0 };
  return {
    evidence,
    extents:
      file === undefined
        ? { lines: nothing, functions: nothing, branches: nothing }
        : extentsOf(file.map, file.counts, file.mayCounts),
    statements: (file?.map.statements.length ?? 0) / 4,
    problems: problems.map(({ code, severity }) => `${code} ${severity}`),
    messages: problems.map(({ message }) => message).join("\n"),
    report: (context) => reportOf(evidence, context),
  };
}

export function reportOf(evidence: readonly Evidence[], context: Partial<ReportContext> = {}): Report {
  return computeReport(bundleOf(evidence), {
    subject: {},
    packages: tree.packages,
    changes: { reason: "nothing is compared", remedy: "" },
    missing: [],
    problems: [],
    ...context,
  });
}

const tree: RepoTree = {
  root: "/shop",
  files: ["src/a.js"],
  hasGit: true,
  packages: [{ name: "shop", dir: "", scripts: [] }],
};

const collector = createCollector({
  tree,
  mappings: [],
  job: "test",
  shard: unsharded,
  attempt: 1,
  environment: [],
  kind: "unit",
});

function collect(report: CoverageMapData, index: number, total: number): Evidence {
  const session = collector.open({ path: "coverage/coverage-final.json", promised: true });
  session.write(Buffer.from(JSON.stringify(report)));
  const evidence = session.close()!;
  const origin = { ...evidence.origin, shard: { index, total } };
  return { ...evidence, origin, id: evidenceId(origin, evidence.input.digest) };
}
