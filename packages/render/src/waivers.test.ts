import type { Decision, JudgedWaiver, MergedCase, SiteCause } from "@tollgate/model";
import { testRefOf } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult, aWaiver } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { renderDecisionJunit } from "./decision-junit.ts";
import { renderComment } from "./markdown/comment.ts";
import { failureForms } from "./site/causes.ts";
import { explainRule } from "./terminal/explain.ts";
import { renderTerminal } from "./terminal/terminal.ts";
import { waiverFile } from "./waiver-file.ts";

const broken = aCase({ status: "failed", details: [{ kind: "failure", message: "expected 2 to be 3" }] });
const other = { ...broken, name: "removes" };
const test = testRefOf(broken);
const failure = "v1:0123456789abcdef";
const id = ".tollgate/waivers/cart.yml";

function judged(members: Partial<JudgedWaiver>): JudgedWaiver {
  const { waiver, approval } = aWaiver();
  return { ...waiver, approval, state: "active", why: "It helps until 2026-12-20.", ...members };
}

const waivers = [
  judged({ id, rule: "no-failing-tests", test, failure, ticket: "SHOP-4" }),
  judged({
    limit: { min: "70%" },
    state: "expired",
    why: "It ended with 2026-11-01: mend what it is about, or remove it.",
    approval: { verdict: "unverified", why: "nothing tells who approved it" },
  }),
];

const waived: Decision = aDecision({
  summary: "Allowed with 1 waiver: 1 of 2 rules passes, 1 is waived.",
  waivers,
  rules: [
    aResult({
      answer: "fail",
      effect: "waived",
      message: "1 of 2 tests fails.",
      waivers: [id],
      violations: [{ message: "cart > adds (unit): expected 2 to be 3", test, failure, waiver: id }],
    }),
    aResult({ rule: "minimum-tests", title: "Minimum tests" }),
  ],
});

const options = { color: false, width: 100 };

describe("a decision with waivers", () => {
  const report = aReport({ tests: [broken, aCase({ name: "ok" })] });

  it("is never plain green in the terminal", () => {
    expect(renderTerminal(report, waived, options).split("\nPackage")[0]).toMatchInlineSnapshot(`
      "◐ Allow with 1 waiver: 1 of 2 rules passes, 1 is waived.

      Waivers:
         - .tollgate/waivers/coverage.yml
           expired: coverage for repository up to min 70%. The old parser goes in December.
           (@shop/api-team) It ended with 2026-11-01: mend what it is about, or remove it. Approval
           unverified: nothing tells who approved it.
         - .tollgate/waivers/cart.yml
           active until 2026-12-20: no-failing-tests for cart > adds (unit test of @shop/api). The old
           parser goes in December. (@shop/api-team, SHOP-4) It helps until 2026-12-20. Approved:
           ada@example.com approved it.
      "
    `);
  });

  it("is never plain green in the comment", () => {
    const [head] = renderComment(report, waived).split("\n| Package");
    expect(head).toMatchInlineSnapshot(`
      "<!-- tollgate comment: tollgate, written by tollgate -->

      ### ◐ Allow with 1 waiver: 1 of 2 rules passes, 1 is waived.

      <!-- since the last push -->

      **2 waivers:**

      - **expired** \`.tollgate/waivers/coverage.yml\`: coverage for repository up to min 70%. The old parser goes in December. (@⁠shop/api-team) It ended with 2026-11-01: mend what it is about, or remove it. Approval unverified: nothing tells who approved it.
      - **active** until 2026-12-20 \`.tollgate/waivers/cart.yml\`: no-failing-tests for cart &gt; adds (unit test of @⁠shop/api). The old parser goes in December. (@⁠shop/api-team, SHOP-4) It helps until 2026-12-20. Approved: ada@⁠example.com approved it.

      **Worth knowing:**

      - What this change covers is unknown: there is no git repository. Run inside a checkout.
      "
    `);
  });

  it("passes no case of JUnit that is waived, and no waiver that does not help", () => {
    const xml = renderDecisionJunit(waived);
    expect(xml.match(/<skipped\/>/g)).toHaveLength(2);
    expect(xml).not.toContain("<failure");
    expect(xml).toContain(`waived by ${id}: fail: 1 of 2 tests fails.`);
  });

  it("is explained with its waivers", () => {
    expect(explainRule(waived, "no-failing-tests", options)).toMatchInlineSnapshot(`
      "No failing tests (no-failing-tests)
        scope     repository
        answer    fail, waived, so it does not decide (mode enforce)
        found     1 of 2 tests fails.
        wrong     cart > adds (unit): expected 2 to be 3 (failure v1:0123456789abcdef, waived by
                  .tollgate/waivers/cart.yml)
        waived    .tollgate/waivers/cart.yml
        asked by  a built-in rule

      Waiver .tollgate/waivers/cart.yml (active, until 2026-12-20): no-failing-tests for cart > adds (unit
        test of @shop/api)
        The old parser goes in December. (@shop/api-team, SHOP-4) It helps until 2026-12-20. Approved:
        ada@example.com approved it.

      "
    `);
  });
});

describe("a decision that an override allows", () => {
  const decision = aDecision({
    summary: "Allowed by override of @lin (the site is down). Without it: Blocked: 1 of 1 test fails.",
    override: { label: "tollgate:override", actor: "@lin", reason: "the site is down", outcome: "block" },
    rules: [aResult({ answer: "fail", effect: "block", message: "1 of 1 test fails.", violations: [] })],
  });

  it("says so, and what is to be done all the same", () => {
    const page = renderComment(aReport({ tests: [broken] }), decision);
    expect(page).toContain("### ⚠ Allow (override): ");
    expect(page).toContain("**Make 1 failing test pass**");
    expect(renderDecisionJunit(decision)).toContain("overridden by @lin (the site is down): fail");
  });
});

describe("what a waiver does not excuse", () => {
  const decision = aDecision({
    outcome: "block",
    summary: "Blocked: 1 of 2 tests fails, 1 more waived.",
    waivers: waivers.slice(0, 1),
    rules: [
      aResult({
        answer: "fail",
        effect: "block",
        waivers: [id],
        violations: [
          { message: "cart > removes (unit)", test: testRefOf(other), failure },
          { message: "cart > adds (unit)", test, failure, waiver: id },
        ],
      }),
    ],
  });

  it("is the only thing to do", () => {
    const text = renderTerminal(aReport({ tests: [broken, other] }), decision, options);
    expect(text).toContain("1. Make 1 failing test pass\n");
    expect(text).toContain(`       failure ${failure}\n`);
  });

  it("is what explain writes a waiver for", () => {
    const text = explainRule(decision, "no-failing-tests", options);
    expect(text).toContain('    title: "cart > removes"\n');
    expect(text).not.toContain('    title: "cart > adds"\n');
  });
});

describe("a failure of several tests", () => {
  const rules = (waivedTests: readonly MergedCase[]): Decision["rules"] => [
    aResult({
      answer: "fail",
      effect: waivedTests.length === 2 ? "waived" : "block",
      violations: [broken, other].map((failing) => ({
        ...{ message: "", test: testRefOf(failing), failure },
        ...(waivedTests.includes(failing) ? { waiver: id } : {}),
      })),
    }),
  ];
  const surfacesOf = (all: Decision["rules"]): readonly [comment: string, page: readonly SiteCause[]] => {
    const [report, decision] = [
      aReport({ tests: [broken, other] }),
      aDecision({ outcome: "block", rules: all }),
    ];
    const comment = /\*\*2 tests fail alike.*/.exec(renderComment(report, decision))?.[0] ?? "";
    return [comment, failureForms(report, decision).map(([inFull]) => inFull!())];
  };

  it("is waived when all of them are", () => {
    const [comment, [cause]] = surfacesOf(rules([broken, other]));
    expect(comment).toMatch(/^\*\*2 tests fail alike\*\* \(waived\), the first: `cart > adds`/);
    expect(cause).toMatchObject({
      waived: 2,
      tests: [{ title: "cart > adds" }, { title: "cart > removes" }],
    });
  });

  it("counts those that are, and quotes one that is not", () => {
    const [comment, [cause]] = surfacesOf(rules([broken]));
    expect(comment).toMatch(/^\*\*2 tests fail alike\*\* \(1 of 2 waived\), the first: `cart > removes`/);
    expect(cause).toMatchObject({
      waived: 1,
      tests: [{ title: "cart > removes" }, { title: "cart > adds" }],
    });
  });

  it("is not waived where another rule blocks because of it", () => {
    const alone = aResult({
      ...{ rule: "no-new-failures", answer: "fail", effect: "block" },
      violations: [{ message: "", test }],
    });
    const [comment, [cause]] = surfacesOf([...rules([broken, other]), alone]);
    expect(comment).toContain("(1 of 2 waived), the first: `cart > adds`");
    expect(cause).toMatchObject({ waived: 1 });
  });
});

describe("a proposed waiver file", () => {
  it("keeps any title as it is, in characters that everybody sees", () => {
    const title = '"quoted" \u202Eback\u200B\u0085 \u{E0041} ü # : - \\ \n end';
    const lines = waiverFile(
      "no-failing-tests",
      { message: "", test: { ...test, title }, failure },
      "2026-11-25",
    )!;
    expect(lines.join("")).not.toMatch(/\p{Default_Ignorable_Code_Point}|[\u0000-\u001F\u007F-\u009F]/u);
    const written = lines.find((line) => line.startsWith("  title: "))!;
    expect(JSON.parse(written.slice("  title: ".length))).toBe(title);
    expect(lines.slice(-2)).toEqual(["createdAt: 2026-11-25", "expires: 2026-12-25"]);
  });

  it("is none for a failure that says nothing", () => {
    expect(waiverFile("no-failing-tests", { message: "", test }, "2026-11-25")).toBeUndefined();
    expect(waiverFile("no-disappeared-tests", { message: "", test }, "2026-11-25")?.join("\n")).toMatch(
      /^version: 1\nrule: no-disappeared-tests\ntest:\n(?: {2}.*\n)+reason: # why it may disappear\nowner: /,
    );
  });
});
