import { type Cell, commentMarker, type Report } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { nextSteps } from "../steps.ts";
import { renderComment } from "./comment.ts";

const blocked = aDecision({
  outcome: "block",
  summary: "Blocked: 1 test fails.",
  rules: [aResult({ answer: "fail", effect: "block" })],
});

function linesOf(report: Partial<Report>, pattern: RegExp): readonly string[] {
  return renderComment(aReport(report), blocked)
    .split("\n")
    .filter((line) => pattern.test(line));
}

function failing(name: string, message: string): Report["tests"][number] {
  return aCase({ name, status: "failed", details: [{ kind: "failure", message }] });
}

describe("the first screen", () => {
  it("says who owns what is to do, and calls nobody", () => {
    const owners = new Map([[aCase().file!, ["@shop/api", "@lin", "@ada", "@joe"]]]);
    expect(linesOf({ tests: [failing("adds", "no")], owners }, / · `@/)).toEqual([
      "   - `cart > adds` in `packages/api/src/cart.test.ts`: unit test · `@shop/api`, `@lin`, `@ada` and 1 more",
    ]);
  });

  it("says who owns the package whose reports are missing", () => {
    const packages = [{ name: "@shop/api", dir: "packages/api", scripts: [] }];
    const owners = new Map([["packages/api/package.json", ["@shop/api"]]]);
    const missing = [{ what: "unit reports", because: "b", remedy: "Run it.", package: "@shop/api" }];
    const decision = aDecision({
      outcome: "hold",
      rules: [aResult({ rule: "no-missing-evidence", answer: "unknown", effect: "hold" })],
    });
    expect(renderComment(aReport({ missing, packages, owners }), decision)).toContain(
      "   - unit reports (b). Run it. · `@shop/api`",
    );
  });

  it("shows ten things to do, and all of them folded", () => {
    const tests = Array.from({ length: 12 }, (_, i) =>
      failing(`test ${String.fromCodePoint(97 + i)}`, "said"),
    );
    const page = renderComment(aReport({ tests }), blocked);
    const [screen = "", folded = ""] = page.split("<details><summary>All 12 things to do</summary>");
    expect(screen.match(/`cart > test .` in/g)).toHaveLength(10);
    expect(screen).toContain("   - … and 2 more");
    expect(folded.split("</details>")[0]!.match(/`cart > test .` in/g)).toHaveLength(12);
    expect(folded.split("</details>")[0]).not.toContain("```");
  });

  it("does not say twice what the verdict says", () => {
    const rule = { rule: "minimum-tests", title: "Minimum tests", answer: "fail", effect: "block" } as const;
    const message = "1 test ran, 3 are wanted.";
    const decision = aDecision({
      outcome: "block",
      summary: `Blocked: ${message}`,
      rules: [aResult({ ...rule, message, remedy: "Find out why." })],
    });
    const [screen = ""] = renderComment(aReport(), decision).split("| Package");
    expect(screen.split(message)).toHaveLength(2);
    expect(screen).toContain("1. **Minimum tests**<br>Find out why.");
  });

  it("keeps six notes, the rest folded", () => {
    const tests = Array.from({ length: 8 }, (_, i) => aCase({ name: `${i}`, flaky: true }));
    const changed = { known: true, files: [], unmeasured: [] } as const;
    const [screen = "", folded = ""] = renderComment(aReport({ tests, changed }), blocked).split(
      "<details><summary>2 more notes</summary>",
    );
    expect(screen.match(/- \*\*Flaky:\*\*/g)).toHaveLength(6);
    expect(folded.split("</details>")[0]!.match(/- \*\*Flaky:\*\*/g)).toHaveLength(2);
  });

  it("shows rows where something is wrong when there are too many", () => {
    const { tests } = aReport().totals;
    const cells: readonly Cell[] = Array.from({ length: 20 }, (_, i) => ({
      ...{ package: `p${String(i).padStart(2, "0")}`, kind: "unit" },
      tests: { ...tests, cases: 2, failed: i === 19 ? 1 : 0, flaky: i === 18 ? 1 : 0 },
    }));
    const [table = ""] = renderComment(aReport({ cells }), blocked).split("<details>");
    const rows = table.split("\n").filter((line) => line.startsWith("| `p"));
    expect([rows.length, rows.at(-2)?.slice(0, 7), rows.at(-1)?.slice(0, 7)]).toEqual([
      12,
      "| `p18`",
      "| `p19`",
    ]);
    expect(table).toContain("… and 8 more rows under *Coverage by package*.");
  });
});

describe("failures", () => {
  it("that are alike are told once", () => {
    const tests = [
      failing("a", "cannot connect to the database at 10.0.0.1"),
      failing("b", "cannot connect to the database at 10.0.0.2"),
      failing("c", "the basket is not empty"),
    ];
    const page = renderComment(aReport({ tests }), blocked);
    const section = page.slice(page.indexOf("<details><summary>3 failing tests"));
    expect(section.slice(0, section.indexOf("</details>"))).toMatchInlineSnapshot(`
      "<details><summary>3 failing tests, 2 different failures</summary>

      - **2 tests fail alike**, the first: \`cart > a\` in \`packages/api/src/cart.test.ts\`
        \`\`\`text
        cannot connect to the database at 10.0.0.1
        \`\`\`
        - \`cart > b\` in \`packages/api/src/cart.test.ts\`
      - \`cart > c\` in \`packages/api/src/cart.test.ts\`
        \`\`\`text
        the basket is not empty
        \`\`\`

      "
    `);
  });

  it("name ten more tests that fail alike, and their command", () => {
    const origin = {
      ...{ package: "@shop/api", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 1 },
      ...{ environment: [], invocation: "" },
    };
    const input = { path: "r.xml", bytes: 1, digest: "sha256:1", producer: "jest" };
    const inputs = [{ id: "sha256:1", origin, input, status: "ok", superseded: false }] as const;
    const tests = Array.from({ length: 14 }, (_, i) => ({
      ...failing(String.fromCodePoint(97 + i), "cannot connect to the database"),
      sources: ["sha256:1"],
    }));
    const page = renderComment(aReport({ tests, inputs }), blocked);
    expect(page).toContain('  Run it: `npx jest packages/api/src/cart.test.ts -t "cart a"`\n  - `cart > b`');
    expect(page).toContain("  - `cart > k` in `packages/api/src/cart.test.ts`\n  - … and 3 more\n");
  });

  it("beyond two thousand are only named", () => {
    const tests = Array.from({ length: 2_001 }, (_, i) => failing(`${i}`, "no"));
    const steps = nextSteps(aReport({ tests }), blocked);
    expect(steps[0]?.items.map(({ note }) => note === "").lastIndexOf(false)).toBe(1_999);
  });

  it("are apart where they say nothing", () => {
    const tests = [failing("a", "failed"), failing("b", "failed")];
    expect(linesOf({ tests }, /<summary>2 failing/)).toEqual(["<details><summary>2 failing tests</summary>"]);
  });
});

it("tells how to come to the verdict on another machine, with harmless names only", () => {
  const ways = (baseRef: string): readonly string[] => {
    const page = renderComment(aReport(), { ...blocked, subject: { baseRef } });
    return page.split("\n").filter((line) => line.includes("npx --no-install"));
  };
  expect(ways("main")).toMatchInlineSnapshot(`
    [
      "- Judge a checkout of this change, after its tests ran: \`npx --no-install tollgate run --base main\`",
      "- Judge the same evidence again, in the folder of \`decision.json\` and \`evidence.tollgate\`: \`npx --no-install tollgate replay decision.json\`",
      "- See how a rule came to its answer: \`npx --no-install tollgate explain rule no-failing-tests\`",
    ]
  `);
  expect(ways("main; rm -rf ~")[0]).toMatch(/`npx --no-install tollgate run`$/);
});

it("keeps the gates of a repository apart by their first line", () => {
  expect(renderComment(aReport(), blocked, { gate: "nightly" }).split("\n")[0]).toBe(
    commentMarker("nightly"),
  );
});

it("tells what had to arrive and how it came", () => {
  const expectation = {
    package: "@shop/api",
    from: "turbo",
    because: "a task",
    required: true,
    by: [],
  } as const;
  const expected = [
    { ...expectation, kind: "unit", state: "arrived" },
    { ...expectation, state: "reused" },
    { ...expectation, kind: "e2e", state: "missing" },
    { ...expectation, kind: "perf", state: "missing", required: false },
  ] as const;
  const missing = [{ what: "e2e reports", because: "a task", remedy: "Run it." }];
  const page = renderComment(aReport({ expected, missing }), blocked);
  const section = page.slice(page.indexOf("<details><summary>Completeness"));
  expect(section.slice(0, section.indexOf("</details>"))).toMatchInlineSnapshot(`
    "<details><summary>Completeness: 2 of 3 expected reports are there, 1 missing</summary>

    - tests of \`@shop/api\`: **reused from another commit** (a task)
    - e2e tests of \`@shop/api\`: **missing** (a task)
    - e2e reports (a task). Run it.

    "
  `);
});

it("says in one line that everything arrived", () => {
  const expectation = {
    package: "@shop/api",
    from: "turbo",
    because: "a task",
    required: true,
    by: [],
  } as const;
  const pageOf = (state: "arrived" | "broken"): string => {
    const page = renderComment(aReport({ expected: [{ ...expectation, state }] }), blocked);
    return page.slice(page.indexOf("Completeness"), page.indexOf("<details><summary>How"));
  };
  expect(pageOf("arrived")).toBe(
    "Completeness: 1 of 1 expected report is there</summary>\n\nEverything arrived that was expected.\n\n</details>\n\n",
  );
  expect(pageOf("broken")).toContain("- tests of `@shop/api`: **came and cannot be used** (a task)");
});
