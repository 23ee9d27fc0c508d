import type { Decision, Report } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { byteLength } from "@tollgate/text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDecision, anyReport } from "../testing/arbitraries.ts";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { type PageOptions, renderComment, renderSummary } from "./comment.ts";
import { smallestBudget } from "./planner.ts";

type Render = (report: Report, decision: Decision, options: PageOptions) => string;

/** Law 7: text stays inside its budget and stays balanced Markdown, for any names and counts. */
const budgetLaw = (render: Render, endOnFailure = false): void => {
  const budgets = fc.oneof(
    fc.integer({ min: smallestBudget, max: 6_000 }),
    fc.integer({ min: 6_000, max: 60_000 }),
  );
  fc.assert(
    fc.property(
      anyReport(12),
      anyDecision,
      budgets,
      fc.constantFrom(1, 10, 100),
      (report, decision, budget, times) => {
        const page = render(multiplied(report, times), decision, { budget });
        expect(byteLength(page)).toBeLessThanOrEqual(budget);
        expect(page.length).toBeLessThanOrEqual(65_536);
        expect(imbalances(page)).toEqual([]);
      },
    ),
    { numRuns: 30, endOnFailure },
  );
};

describe("the budget law", () => {
  it("holds for the comment", () => budgetLaw(renderComment));

  it("holds for the job summary", () => budgetLaw(renderSummary));

  it("is broken by cutting the page", () => {
    const cut: Render = (report, decision, { budget = 0 }) =>
      Buffer.from(renderComment(report, decision))
        .subarray(0, budget)
        .toString()
        .replace(/\uFFFD+$/, "");
    expect(() => budgetLaw(cut, true)).toThrow();
  });

  it("is broken by leaving the size to luck", () => {
    expect(() => budgetLaw((report, decision) => renderComment(report, decision), true)).toThrow();
  });

  it("is broken by names that are not escaped", () => {
    const careless: Render = (report, decision, options) =>
      `${renderComment(aReport(), decision, options)}\n${report.tests.map(({ name }) => `| ${name} |`).join("\n")}`.slice(
        0,
        options.budget,
      );
    expect(() => budgetLaw(careless, true)).toThrow();
  });
});

describe("a page that is too large", () => {
  const many = aReport({
    ...exampleReport,
    tests: Array.from({ length: 3_000 }, (_, i) =>
      aCase({
        name: `test ${i}`,
        status: "failed",
        details: [
          { kind: "failure", message: `expected ${wordOf(i)} to be there`, text: "    at line\n".repeat(20) },
        ],
      }),
    ),
  });

  it("says what was left out and where it is", () => {
    const page = renderComment(many, exampleDecision);
    expect(page).toMatch(
      /\*Left out to fit: 2,904 entries of all things to do and 2,950 stack traces\. `report\.json` and `decision\.json` have all of it, the job summary as much as fits there\.\*/,
    );
  });

  it("keeps the verdict and the first things to do to the last", () => {
    const page = renderComment(many, exampleDecision, { budget: 3_000 });
    expect(page).toContain("### ✘ Block: 1 of 4 tests fails");
    expect(page).toContain("1. **Make 3,000 failing tests pass**");
    expect(page).toContain("`cart > test 0`");
  });

  it("shortens what helps least first", () => {
    const page = renderComment(many, exampleDecision, { budget: 4_000 });
    expect(page).toMatch(/Left out to fit: .* 2 problems and 4 inputs\./);
    expect(page).toContain("| **all** |");
  });

  it("fills its budget", () => {
    expect(byteLength(renderComment(many, exampleDecision))).toBeGreaterThan(25_000);
  });

  it("fills no more of it with a hundred thousand failing tests", () => {
    const huge = renderComment(multiplied(many, 34), exampleDecision);
    expect(byteLength(huge)).toBeGreaterThan(25_000);
    expect(byteLength(huge)).toBeLessThanOrEqual(60_000);
  });
});

/** Figures do not tell failures apart. */
function wordOf(number: number): string {
  return [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}

function multiplied(report: Report, times: number): Report {
  const copies = <T>(items: readonly T[]): readonly T[] => Array.from({ length: times }, () => items).flat();
  return {
    ...report,
    tests: copies(report.tests),
    problems: copies(report.problems),
    cells: copies(report.cells),
    missing: copies(report.missing),
    inputs: copies(report.inputs),
  };
}

/** Fences, folded parts and tables that do not end as they began. Written from the specification, not from the renderer. */
function imbalances(page: string): readonly string[] {
  const found: string[] = [];
  let fence: string | undefined;
  let depth = 0;
  let columns: number | undefined;
  for (const line of page.split("\n")) {
    const [, run] = /^\s*(?:- )?(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (new RegExp(`^\\s*${fence[0]}{${fence.length},}\\s*$`).test(line)) fence = undefined;
      continue;
    }
    if (run !== undefined) {
      fence = run;
      continue;
    }
    if (line.startsWith("<details>")) depth++;
    if (line.startsWith("</details>")) depth--;
    if (depth < 0 || depth > 1) found.push(`details: ${line}`);
    const cells = line.startsWith("|") ? line.replace(/\\\|/g, "").split("|").length : undefined;
    if (cells !== undefined && columns !== undefined && cells !== columns) found.push(`table: ${line}`);
    columns = cells;
  }
  if (fence !== undefined) found.push("a fence is open at the end");
  if (depth !== 0) found.push("details are open at the end");
  if (!page.isWellFormed()) found.push("half a character");
  return found;
}
