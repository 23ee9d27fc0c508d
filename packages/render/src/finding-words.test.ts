import { aDecision, aFinding, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { findingCounts } from "./finding-words.ts";
import { renderComment } from "./markdown/comment.ts";
import { renderTerminal } from "./terminal/terminal.ts";
import { exampleReport } from "./testing/example.ts";

const [input] = exampleReport.inputs;
const looked = { ...input!, holds: "findings", tools: ["Biome"] } as const;
const report = aReport({
  inputs: [looked],
  findings: [
    aFinding({ level: "warning", change: "unchanged" }),
    aFinding({ line: 9, change: "new" }),
    aFinding({ line: 12, suppressed: { kind: "inSource", justification: "trusted" } }),
    aFinding({ line: 14, level: "none" }),
  ],
  baseline: {
    how: "bundle main.tollgate",
    totals: aReport().totals,
    cells: [],
    disappeared: [],
    fixedFindings: [aFinding({ line: 20 })],
  },
});

describe("findings", () => {
  it("are counted by level, and by what became of them", () => {
    expect(findingCounts(report)).toBe(
      "2 findings by Biome: 1 error, 1 warning, 0 notes; 1 new, 1 fixed, 1 suppressed",
    );
    expect(findingCounts(aReport({ inputs: [looked] }))).toBe(
      "0 findings by Biome: 0 errors, 0 warnings, 0 notes",
    );
    expect(findingCounts(aReport())).toBe("");
  });

  it("stand in the comment, new ones first", () => {
    const [, found = ""] =
      /(<details><summary>2 findings[\s\S]*?<\/details>)/.exec(renderComment(report, aDecision())) ?? [];
    expect(found).toMatchInlineSnapshot(`
      "<details><summary>2 findings by Biome: 1 error, 1 warning, 0 notes; 1 new, 1 fixed, 1 suppressed</summary>

      - **error** \`no-eval\` in \`packages/api/src/cart.ts:9\`: eval can be harmful. (ESLint, new)
      - **warning** \`no-eval\` in \`packages/api/src/cart.ts:3\`: eval can be harmful. (ESLint, on the base too)
      - **error** \`no-eval\` in \`packages/api/src/cart.ts:12\`: eval can be harmful. (ESLint, suppressed in the code: trusted)
      - **fixed** \`no-eval\` in \`packages/api/src/cart.ts:20\`: eval can be harmful. (ESLint)

      </details>"
    `);
  });

  it("stand in the terminal, unless a rule lists them", () => {
    const options = { color: false, width: 100 };
    const bare = renderTerminal(report, aDecision(), options);
    expect(bare.slice(bare.indexOf("2 findings"))).toMatchInlineSnapshot(`
      "2 findings by Biome: 1 error, 1 warning, 0 notes; 1 new, 1 fixed, 1 suppressed
         - packages/api/src/cart.ts:9
           error: no-eval: eval can be harmful. (ESLint, new)
         - packages/api/src/cart.ts:3
           warning: no-eval: eval can be harmful. (ESLint, on the base too)
         - packages/api/src/cart.ts:12
           error: no-eval: eval can be harmful. (ESLint, suppressed in the code: trusted)

      What this change covers is unknown: there is no git repository. Run inside a checkout.
      "
    `);
    const violations = [{ message: "no-eval", path: "packages/api/src/cart.ts", line: 9 }];
    const rules = [aResult({ rule: "findings", answer: "fail", effect: "block", violations })];
    const told = renderTerminal(report, aDecision({ outcome: "block", rules }), options);
    expect(told.match(/cart\.ts:9/g)).toHaveLength(1);
  });
});
