import { type Evidence, type RunManifest, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { missingRuns } from "./missing-runs.ts";

const written = { path: "coverage/lcov.info", digest: `sha256:${"a".repeat(64)}` };

describe("reports of a command", () => {
  it("of tests are missing when it only wrote coverage", () => {
    expect(missingOf(command("pnpm test"))).toEqual(["test reports of `pnpm test`"]);
  });

  it.each(["nyc merge .nyc/e2e all.json", "c8 report --all test", "coverage combine e2e unit"])(
    "are there when %j made coverage of what tests left",
    (task) => {
      expect(missingOf(command(task))).toEqual([]);
      expect(missingOf({ ...command(task), kind: "unit" })).toEqual([]);
      expect(missingOf({ ...command(task), outputs: [] })).toEqual([`reports of \`${task}\``]);
    },
  );

  it("are missing when another command wrote over them, and that is said", () => {
    const gone = { ...written, digest: `sha256:${"b".repeat(64)}` };
    const because = (outputs: RunManifest["outputs"] & {}): unknown =>
      missingRuns([coverage()], [{ ...command("build"), outputs }], []).map((item) => item.because);
    expect(because([gone])).toEqual([
      "what it wrote is not there any more, or another command wrote over it",
    ]);
    expect(because([])).toEqual(["it ran and wrote none"]);
    expect(because([written])).toEqual([]);
  });

  it("are there when a cache answered for them while it ran, not when it did before", () => {
    const startedAt = 10;
    const turbo = { ...command("@shop/api#test"), source: "turbo", cached: true } as const;
    const summary = (at: number): Evidence => ({
      ...coverage(),
      runs: [{ ...turbo, startedAt: at, outputs: [{ path: written.path }] }],
    });
    const run = { ...command("turbo run build"), startedAt, endedAt: 20, outputs: [] };
    expect(missingRuns([summary(15)], [run], [])).toEqual([]);
    expect(missingRuns([summary(5)], [run], [])).toHaveLength(1);
  });

  it("are missing once for each package that ran it", () => {
    const runs = ["@shop/api", "@shop/web"].map((owner) => ({ ...command("pnpm test"), package: owner }));
    expect(missingRuns([coverage()], runs, []).map((item) => item.package)).toEqual([
      "@shop/api",
      "@shop/web",
    ]);
  });
});

function missingOf(run: RunManifest): readonly string[] {
  return missingRuns([coverage()], [run], []).map(({ what }) => what);
}

function command(task: string): RunManifest {
  return { package: "", source: "command", task, verdict: "passed", errors: [], outputs: [written] };
}

function coverage(): Evidence {
  return {
    id: "coverage",
    origin: {
      package: "",
      kind: "unit",
      job: "",
      shard: unsharded,
      attempt: 1,
      environment: [],
      invocation: "coverage",
    },
    input: { ...written, bytes: 1, format: "lcov" },
    status: "ok",
    problems: [],
    runs: [],
    coverage: { files: [] },
  };
}
