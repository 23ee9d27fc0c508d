import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { reporters, runProject } from "./run-project.ts";
import { casesOf, codesOf } from "./summary.ts";
import { vitestConfig as config } from "./vitest-config.ts";

describe.each(["vitest", "vitest-4"] as const)("the reporter for %s", (runner) => {
  it("is not green after an unhandled rejection", async () => {
    const { status, evidence } = await runProject({
      runner,
      files: {
        ...config(),
        "a.test.ts": `import { test } from "vitest";
          test("is green", async () => { Promise.reject(new Error("late")); await new Promise((r) => setTimeout(r, 50)); });`,
      },
    });
    expect(status).toBe(1);
    expect(casesOf(evidence)).toEqual(["a.test.ts | is green | passed"]);
    expect(evidence.runs).toMatchObject([
      {
        verdict: "failed",
        errors: [expect.stringMatching(/^Unhandled Rejection: Error: late\n {4}at \S+a\.test\.ts:2/)],
      },
    ]);
    expect(codesOf(evidence)).toEqual(["error run-failed"]);
  });

  it("tells tests and files that bail kept from running", async () => {
    const file = `import { expect, test } from "vitest";
      test("fails", () => { expect(1).toBe(2); });
      test("is not reached", () => {});`;
    const { evidence } = await runProject({
      runner,
      files: { ...config("bail: 1, fileParallelism: false"), "a.test.ts": file, "b.test.ts": file },
    });
    expect(casesOf(evidence)).toEqual([
      expect.stringMatching(/^(?:a|b)\.test\.ts \| fails \| failed$/),
      expect.stringMatching(/^(?:a|b)\.test\.ts \| is not reached \| errored$/),
    ]);
    expect(evidence.runs).toMatchObject([
      {
        verdict: "failed",
        errors: [expect.stringMatching(/^1 test file did not run to the end: \S+\.test\.ts\.$/)],
      },
    ]);
  });

  it("tells tests that ended with their worker", async () => {
    const { evidence } = await runProject({
      runner,
      files: {
        ...config(),
        "a.test.ts": `import { test } from "vitest";
          test("kills its worker", () => { process.kill(process.pid, "SIGKILL"); });
          test("comes after it", () => {});`,
      },
    });
    expect(casesOf(evidence)).toEqual([
      "a.test.ts | comes after it | errored",
      "a.test.ts | kills its worker | errored",
    ]);
    expect(evidence.runs[0]?.errors[0]).toMatch(/^Unhandled Error: /);
  });

  it.each(["SIGINT", "SIGKILL"] as const)("leaves what was known when %s ends the run", async (signal) => {
    const { evidence } = await runProject({
      runner,
      stop: { signal, when: "is quick" },
      files: {
        ...config(),
        "a.test.ts": `import { test } from "vitest";
          test("is quick", () => {});
          test("is slow", async () => { await new Promise((r) => setTimeout(r, 60_000)); }, 60_000);`,
      },
    });
    expect(casesOf(evidence)).toContain("a.test.ts | is quick | passed");
    expect(evidence.runs).toMatchObject([{ verdict: "interrupted" }]);
    expect(evidence.status).toBe("partial");
  });

  it("names shard, kind, projects and lines", async () => {
    const file = 'import { test } from "vitest";\ntest("passes", () => {});';
    const { evidence, path } = await runProject({
      runner,
      args: ["--shard=2/3", "--project=node"],
      files: {
        "vitest.config.ts": `export default { test: {
          includeTaskLocation: true,
          reporters: [[${JSON.stringify(reporters.vitest)}, { kind: "contract" }]],
          projects: [{ extends: true, test: { name: "node" } }, { extends: true, test: { name: "other" } }],
        } };`,
        "a.test.ts": file,
        "b.test.ts": file,
        "c.test.ts": file,
      },
    });
    expect(path).toBe(".tollgate/runs/vitest-node-contract-2-of-3.ndjson");
    expect(evidence.origin).toMatchObject({ kind: "contract", shard: { index: 2, total: 3 } });
    expect(evidence.tests?.cases).toMatchObject([{ environment: "node", line: 2 }]);
    expect(evidence.runs).toMatchObject([{ verdict: "passed", errors: [] }]);
    expect(codesOf(evidence)).toEqual([]);
  });

  it("tells tests of types, and errors of types outside of them", async () => {
    const tsc = resolve(import.meta.dirname, "../../../node_modules/.bin/tsc");
    const { evidence } = await runProject({
      runner,
      files: {
        ...config(`typecheck: { enabled: true, only: true, checker: ${JSON.stringify(tsc)} }`),
        "tsconfig.json":
          '{ "compilerOptions": { "strict": true, "noEmit": true, "skipLibCheck": true }, "include": ["*.ts"], "exclude": ["vitest.config.ts"] }',
        "a.test-d.ts": `import { expectTypeOf, test } from "vitest";
          test("is right", () => { expectTypeOf(1).toEqualTypeOf<number>(); });
          test("is wrong", () => { expectTypeOf(1).toEqualTypeOf<string>(); });`,
        "total.ts": 'export const total: number = "none";',
      },
    });
    expect(casesOf(evidence)).toEqual(["a.test-d.ts | is right | passed", "a.test-d.ts | is wrong | failed"]);
    expect(evidence.runs[0]?.errors).toEqual([
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
    ]);
  });

  it("tells a global set-up that failed", async () => {
    const { evidence } = await runProject({
      runner,
      files: {
        ...config('globalSetup: "./setup.ts"'),
        "setup.ts": 'export default function () { throw new Error("no database"); }',
        "a.test.ts": 'import { test } from "vitest"; test("is not run", () => {});',
      },
    });
    expect(evidence.tests?.cases).toEqual([]);
    expect(evidence.runs).toMatchObject([
      { verdict: "failed", errors: [expect.stringContaining("1 test file did not run to the end")] },
    ]);
    expect(evidence.status).toBe("partial");
  });
});
