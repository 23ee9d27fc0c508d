import type { MergedCase, ReportInput } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { reproductionOf } from "./reproduction.ts";

const packages = [
  { name: "root", dir: "", scripts: [] },
  { name: "@shop/api", dir: "packages/api", scripts: [] },
];

function input(producer: string | undefined, path: string): ReportInput {
  return {
    id: "sha256:1",
    origin: {
      ...{ package: "@shop/api", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 1 },
      ...{ environment: [], invocation: "" },
    },
    input: { path, bytes: 1, digest: "sha256:1", ...(producer === undefined ? {} : { producer }) },
    status: "ok",
    superseded: false,
  };
}

function command(
  producer: string | undefined,
  test: Partial<MergedCase> = {},
  path = "packages/api/reports/junit.xml",
): string | undefined {
  const failing = aCase({ file: "packages/api/test/cart.test.ts", sources: ["sha256:1"], ...test });
  return reproductionOf(aReport({ packages, inputs: [input(producer, path)] }), failing);
}

describe("the command that runs a failing test alone", () => {
  it.each([
    ["vitest 5.1.1", '(cd packages/api && npx vitest run test/cart.test.ts -t "cart adds")'],
    ["jest-junit", '(cd packages/api && npx jest test/cart.test.ts -t "cart adds")'],
    ["mocha", '(cd packages/api && npx mocha test/cart.test.ts -g "cart adds")'],
    ["Playwright 1.65.1", "(cd packages/api && npx playwright test test/cart.test.ts)"],
    ["Cypress", "(cd packages/api && npx cypress run --spec test/cart.test.ts)"],
    ["pytest", "(cd packages/api && python -m pytest test/cart.test.ts)"],
    ["Gradle", undefined],
    [undefined, undefined],
  ])("of %s", (producer, wanted) => {
    expect(command(producer)).toBe(wanted);
  });

  it("is run where the report lies", () => {
    expect(command("vitest", {}, "reports/junit.xml")).toBe(
      'npx vitest run packages/api/test/cart.test.ts -t "cart adds"',
    );
  });

  it("has the line where the runner takes one", () => {
    expect(command("Playwright", { line: 12 }, "r.json")).toBe(
      "npx playwright test packages/api/test/cart.test.ts:12",
    );
  });

  it.each(['"; rm -rf ~; "', "$(id)", "`id`", "a\nb", "a.*b", "-x", "%PATH%", "!!"])(
    "leaves out a name that a shell or a pattern takes for more: %j",
    (name) => {
      expect(command("vitest", { suite: [], name }, "r.xml")).toBe(
        "npx vitest run packages/api/test/cart.test.ts",
      );
    },
  );

  it.each(["$(id).test.ts", "a b.test.ts", "-x.test.ts", "a;b.test.ts", undefined])(
    "is not given for the file %j",
    (file) => {
      const { file: _file, ...nowhere } = aCase({ sources: ["sha256:1"] });
      const test = file === undefined ? nowhere : { ...nowhere, file };
      expect(reproductionOf(aReport({ packages, inputs: [input("vitest", "r.xml")] }), test)).toBeUndefined();
    },
  );
});
