import { decide } from "@tollgate/gate";
import { computeReport, selectAttempts } from "@tollgate/merge";
import {
  bundleOf,
  type Decision,
  type Evidence,
  type Policy,
  type Problem,
  type ReportSpec,
} from "@tollgate/model";
import { evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingReports } from "../packages/pipeline/src/evidence/missing-reports.ts";

/**
 * Law 5 on the way from bundles to the decision: what the policy and the shards promise is fixed, and removing evidence
 * never turns a block or a hold into an allow.
 */
describe("removing evidence", () => {
  /** One entry for each path that the made-up evidence has, and one glob that takes something away. */
  const specs = ["reports/junit.xml", "reports/vitest.json", "coverage/lcov.info"].map(
    (file, i): ReportSpec => ({
      kind: "unit",
      files: ["!reports/old/**", file],
      required: true,
      place: { path: "tollgate.yml", line: 2 + i, column: 1 },
    }),
  );
  const items = fc
    .tuple(fc.array(evidence, { minLength: 1, maxLength: 5 }), fc.array(fc.boolean(), { maxLength: 5 }))
    .map(
      ([all, unreadable]) =>
        bundleOf(all.map((item, i) => (unreadable[i] ? asUnreadable(item) : item))).evidence,
    );

  it("never lets a change through that was not let through with it", () => {
    fc.assert(law(judge), { numRuns: 2_000 });
  });

  it("is told apart from judging what arrived only", () => {
    const arrivedOnly = (all: readonly Evidence[]): Decision => judge(all, []);
    expect(fc.check(law(arrivedOnly), { numRuns: 2_000 }).failed).toBe(true);
  });

  function law(judged: (all: readonly Evidence[]) => Decision): fc.IProperty<[readonly Evidence[], number]> {
    return fc.property(items, fc.nat(4), (all, index) => {
      const gone = all[index % all.length]!;
      const fewer = all.filter((item) => item !== gone);
      fc.pre(isStillPromised(gone, fewer) && !hasFailure(gone));
      return judged(all).outcome === "allow" || judged(fewer).outcome !== "allow";
    });
  }

  function judge(all: readonly Evidence[], reports: readonly ReportSpec[] = specs): Decision {
    const { current } = selectAttempts(all);
    const policy: Policy = { path: "tollgate.yml", reports, paths: [], rules: [] };
    const report = computeReport(bundleOf(all), {
      subject: {},
      packages: [],
      changes: { reason: "no git", remedy: "" },
      missing: missingReports(reports, current),
      problems: [],
    });
    return decide(report, policy, {
      engine: "tollgate 0.0.0",
      policyDigest: `sha256:${"0".repeat(64)}`,
      date: "2026-11-25",
    });
  }
});

/** What the policy or the rest of the evidence says must be there: the report, the shards, the newest attempt. */
function isStillPromised({ origin, input }: Evidence, rest: readonly Evidence[]): boolean {
  if (rest.some((item) => item.input.path === input.path)) return false;
  const ofJob = rest.filter(
    (item) => item.origin.job === origin.job && `${item.origin.environment}` === `${origin.environment}`,
  );
  const older = ofJob.filter((item) => item.origin.attempt < origin.attempt);
  return older.length === 0 || ofJob.some((item) => item.origin.attempt >= origin.attempt);
}

/** Taking a failure away is what mending it looks like; only a manifest can tell the two apart. */
function hasFailure({ tests }: Evidence): boolean {
  return tests?.cases.some(({ status, earlier }) => status !== "passed" || earlier !== undefined) ?? false;
}

function asUnreadable({ tests: _tests, coverage: _coverage, ...item }: Evidence): Evidence {
  const problem: Problem = {
    code: "truncated",
    severity: "error",
    message: "It is cut.",
    remedy: "Run it again.",
    path: item.input.path,
  };
  return { ...item, status: "invalid", problems: [problem] };
}
