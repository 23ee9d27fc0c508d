import { commentMarker, sinceMarker } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { renderComment, renderSummary } from "./comment.ts";

describe("the comment", () => {
  it("reads as one wants to read it", async () => {
    await expect(renderComment(exampleReport, exampleDecision)).toMatchFileSnapshot(
      "../testing/example.comment.md",
    );
  });

  it("begins with the marker, then the verdict", () => {
    const [marker, blank, verdict] = renderComment(exampleReport, exampleDecision).split("\n");
    expect([marker, blank]).toEqual([commentMarker("tollgate"), ""]);
    expect(verdict).toMatch(/^### ✘ Block: 1 of 4 tests fails/);
  });

  it("asks for nothing when the change is allowed", () => {
    const report = aReport({ tests: [aCase()], changed: { known: true, files: [], unmeasured: [] } });
    const page = renderComment(report, aDecision({ rules: [aResult()] }));
    expect(page).toMatchInlineSnapshot(`
      "<!-- tollgate comment: tollgate, written by tollgate -->

      ### ✔ Allow: All rules pass.

      <!-- since the last push -->

      | Package | Kind | Tests | Failed | Flaky | Time | Lines | Branches |
      | --- | --- | --: | --: | --: | --: | --: | --: |
      | **all** |  | 1 | 0 | 0 | 1 ms |  |  |

      <details><summary>1 rule judged</summary>

      | Rule | Scope | Answer | Effect | Found |
      | --- | --- | --- | --- | --- |
      | No failing tests | repository | pass |  | 1 test ran and none failed. |

      </details>

      <details><summary>How to reproduce this</summary>

      - Judge a checkout of this change, after its tests ran: \`npx --no-install tollgate run\`
      - Judge the same evidence again, in the folder of \`decision.json\` and \`evidence.tollgate\`: \`npx --no-install tollgate replay decision.json\`

      </details>

      <sub>Judged this work tree · 0 reports · tollgate 0.0.0</sub>
      "
    `);
  });

  it("does not hide failures that the policy tolerates", () => {
    const report = aReport({ tests: [aCase({ status: "failed" })] });
    expect(renderComment(report, aDecision())).toContain(
      "- 1 test failed, and the policy does not enforce that none does.",
    );
  });

  it("shows what a failing test says about itself", () => {
    const annotations = [
      { type: "issue", text: "SHOP-1 <b>" },
      ...["a", "b", "c", "d", "e"].map((type) => ({ type })),
    ];
    const details = [{ kind: "failure", message: "2 is not 1" }] as const;
    const report = aReport({ tests: [aCase({ status: "failed", details, annotations })] });
    expect(renderComment(report, aDecision())).toContain(" · issue: SHOP-1 &lt;b&gt;; a; b; c; d…\n");
  });

  it("shows what a test said in an older CI attempt", () => {
    const history = [
      { attempt: 1, job: "test", status: "failed", details: [{ kind: "failure", message: "no network" }] },
    ] as const;
    const report = aReport({
      tests: [aCase({ recovered: true, history }), aCase({ name: "flaky then", history })],
    });
    const page = renderComment(report, aDecision());
    expect(
      page.split("\n").filter((line) => /attempt|network|Failed tries/.test(line)),
    ).toMatchInlineSnapshot(`
      [
        "- **Recovered:** \`cart > adds\` in \`packages/api/src/cart.test.ts\` passed only in a later CI attempt, failed in attempt 1 of test (unit test).",
        "- **Flaky:** \`cart > flaky then\` in \`packages/api/src/cart.test.ts\` passed, with failed tries in attempt 1 of test (unit test).",
        "<details><summary>Failed tries of 2 flaky tests</summary>",
        "  no network",
        "  no network",
      ]
    `);
  });

  it("says what a renamed test is called on the base", () => {
    const report = aReport({
      tests: [
        aCase({
          name: "adds twice",
          change: "same",
          renamedFrom: { package: "@shop/api", file: aCase().file!, title: "cart > adds" },
        }),
        aCase({
          name: "moves",
          change: "same",
          renamedFrom: { package: "@shop/old", title: "cart > moves" },
        }),
      ],
      baseline: { how: "bundle main.tollgate", totals: aReport().totals, cells: [], disappeared: [] },
    });
    const page = renderComment(report, aDecision());
    expect(page.split("\n").filter((line) => /renamed/.test(line))).toMatchInlineSnapshot(`
      [
        "<details><summary>Against the base: 0 new failures, 0 still failing, 0 fixed, 0 added, 2 renamed, 0 gone</summary>",
        "- **renamed** \`cart > adds twice\` in \`packages/api/src/cart.test.ts\`, on the base \`cart > adds\`",
        "- **renamed** \`cart > moves\` in \`packages/api/src/cart.test.ts\`, on the base in \`@shop/old\`",
      ]
    `);
  });

  it("names what is missing when it holds", () => {
    const report = aReport({
      missing: [{ what: "e2e reports", because: "tollgate.yml:4", remedy: "Run `pnpm e2e` first." }],
    });
    const decision = aDecision({
      outcome: "hold",
      summary: "On hold: e2e reports are missing.",
      rules: [
        aResult({ answer: "unknown", effect: "hold", message: "e2e reports are missing (tollgate.yml:4)." }),
      ],
    });
    expect(renderComment(report, decision)).toContain(
      [
        "### ◌ Hold: e2e reports are missing.",
        "",
        sinceMarker,
        "",
        "**To merge this:**",
        "",
        "1. **Bring what is missing: 1 report did not arrive**",
        "   - e2e reports (tollgate.yml:4). Run `pnpm e2e` first.",
        "2. **Then 1 more rule can be decided**",
        "   - No failing tests: e2e reports are missing (tollgate.yml:4).",
      ].join("\n"),
    );
  });
});

it("gives the same content to the job summary, without the marker", () => {
  expect(renderSummary(exampleReport, exampleDecision)).toBe(
    renderComment(exampleReport, exampleDecision)
      .replace(`${commentMarker("tollgate")}\n\n`, "")
      .replace(`${sinceMarker}\n\n`, ""),
  );
});
