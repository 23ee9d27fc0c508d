import type {
  FiledWaiver,
  PackageRef,
  Report,
  ReportInput,
  RuleEntry,
  RuleResult,
  RunManifest,
} from "@tollgate/model";
import { aPolicy } from "@tollgate/testkit";
import { decide } from "../decide.ts";

/**
 * How `decide` answers one entry, an enforced one of the repository unless it says otherwise. A report without packages
 * is one of the workspace `shop`.
 */
export function judge(
  report: Report,
  entry: Pick<RuleEntry, "rule"> & Partial<RuleEntry>,
  waivers: readonly FiledWaiver[] = [],
): RuleResult {
  const full: RuleEntry = { scope: {}, mode: "enforce", options: {}, ...entry };
  const packages = report.packages.length === 0 ? shop : report.packages;
  const decision = decide({ ...report, packages }, aPolicy({ rules: [full] }), {
    engine: "test",
    policyDigest: "sha256:0",
    date: "2026-11-25",
    waivers,
  });
  return decision.rules.at(-1)!;
}

const shop: readonly PackageRef[] = ["api", "web"].map((name) => ({
  name: `@shop/${name}`,
  dir: `packages/${name}`,
  scripts: [],
}));

/** A readable unit test report of `@shop/api`. */
export function anInput(members: Partial<ReportInput> & { readonly path?: string } = {}): ReportInput {
  const { path = "packages/api/junit.xml", ...rest } = members;
  return {
    id: `sha256:${path}`,
    origin: {
      package: "@shop/api",
      kind: "unit",
      job: "",
      shard: { index: 1, total: 1 },
      attempt: 1,
      environment: [],
      invocation: "packages/api",
    },
    input: { path, bytes: 10, digest: `sha256:${path}` },
    status: "ok",
    holds: "tests",
    superseded: false,
    ...rest,
  };
}

/** A file that may be about anything. */
export function anUnknownInput(members: Parameters<typeof anInput>[0] = {}): ReportInput {
  const { holds: _holds, ...rest } = anInput({ path: "junit.xml", ...members });
  return rest;
}

/** A successful run of vitest over the unit tests of `@shop/api`. */
export function aRun(members: Partial<RunManifest> = {}): RunManifest {
  return { package: "@shop/api", kind: "unit", source: "vitest", verdict: "passed", errors: [], ...members };
}
