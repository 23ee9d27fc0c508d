import type { Decision, JudgedWaiver, Report } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult, aWaiver } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDecision, anyReport } from "../testing/arbitraries.ts";
import { withCanaries } from "../testing/canaries.ts";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { renderSite } from "./site-page.ts";

const template = { start: "<title>", head: "</title><main>", body: "</main><script>", end: "</script>" };

function pageOf(report: Report, decision: Decision): string {
  return [...renderSite(report, decision, template)].join("");
}

/** What is seen without scripts. */
function staticOf(report: Report, decision: Decision): string {
  return /<main>([\s\S]*)<\/main>/.exec(pageOf(report, decision))![1]!;
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/[ \n]+/g, " ")
    .trim();
}

/** Everything that the static part itself is made of. */
const ownTags =
  /^<\/?(?:header|section|h1|h2|h3|p|ol|ul|li|code|pre|span|strong|details|summary)(?: (?:id|class|aria-hidden|aria-labelledby)="[\w -]*")*>$/;

describe("the page without scripts", () => {
  it("has the verdict, why, and what to do with place and owner", () => {
    const owners = new Map([["packages/api/test/checkout.test.ts", ["@shop/checkout", "@b", "@c", "@d"]]]);
    const text = textOf(staticOf({ ...exampleReport, owners }, exampleDecision));
    expect(text).toContain("shop/storefront · c0ffee0 against main at decade0 ✘ Block 1 of 4 tests fails");
    expect(text).toContain(
      "Make 1 failing test pass checkout &gt; with a voucher &gt; keeps the discount in packages/api/test/checkout.test.ts:48: integration test, new failure · @shop/checkout, @b, @c and 1 moreexpected 9000 to be 8100 // Object.is equalityAttached: packages/api/test-results/basket.json",
    );
  });

  it("has every rule with what was found, those in the way first", () => {
    const html = staticOf(exampleReport, exampleDecision);
    const rules = html.slice(html.indexOf('<section id="rules"'));
    expect([...rules.matchAll(/is-(?:good|bad|open)">(.*?)<\/span>/g)].map(([, word]) => word)).toEqual([
      "✘ fail, blocks",
      "✘ fail, blocks",
      "✘ fail, blocks",
      "◌ unknown, holds",
      "✘ fail, warns",
      "✔ pass",
    ]);
    expect(textOf(rules)).toContain(
      "Judge a checkout of this change, after its tests ran: npx --no-install tollgate run --base main",
    );
    expect(textOf(rules)).toContain(
      "tests.failing = 1 of 4 tests: tests whose final try failed, of all tests that ran",
    );
  });

  it("has nothing to do where the change is allowed", () => {
    const decision = aDecision({ outcome: "allow", summary: "Allowed: all rules pass.", rules: [aResult()] });
    const html = staticOf(aReport({ subject: {} }), decision);
    expect(html).not.toContain('id="todo"');
    expect(textOf(html)).toContain("this work tree ✔ Allow all rules pass.");
  });

  it("tells waivers and what the change's own policy would say", () => {
    const decision = aDecision({
      ...exampleDecision,
      waivers: [judged({ id: "a.yml", state: "expired" }), judged({ id: "b.yml" })],
      policyChange: { files: ["tollgate.yml"], outcome: "allow", rules: [] },
    });
    const text = textOf(staticOf(exampleReport, decision));
    expect(text).toMatch(/2 waivers expired a\.yml.* active until \d{4}-\d\d-\d\d b\.yml/);
    expect(text).toContain(
      "By the policy that this change brings the outcome would be: allow. No rule would say anything else of this change.",
    );
  });

  it("names a hundred of many things", () => {
    const tests = Array.from({ length: 150 }, (_, i) =>
      aCase({ name: `test ${i}`, status: "failed", details: [{ kind: "failure", message: "no" }] }),
    );
    const text = textOf(staticOf(aReport({ tests }), exampleDecision));
    expect(text).toContain("… and 50 more");
  });

  it("names few things of each of many steps", () => {
    const violations = Array.from({ length: 60 }, (_, i) => ({ message: "is low", path: `src/${i}.ts` }));
    const rules = Array.from({ length: 90 }, () =>
      aResult({ answer: "fail", effect: "block", rule: "coverage", violations }),
    );
    const html = staticOf(aReport({}), aDecision({ outcome: "block", rules }));
    expect(html.match(/<code>src/g)).toHaveLength(10 * 60 + 80 * 10);
    expect(textOf(html)).toContain("… and 50 more");
  });
});

describe("hostile names", () => {
  it("bring no element of their own into the page", () => {
    fc.assert(
      fc.property(anyReport(6), anyDecision, (report, decision) => {
        const html = staticOf(report, decision);
        const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
        expect(tags.filter((tag) => !ownTags.test(tag))).toEqual([]);
        for (const name of ["section", "ol", "ul", "li", "details", "pre", "p"])
          expect(count(tags, `<${name}`), name).toBe(count(tags, `</${name}`));
      }),
      { numRuns: 60 },
    );
  });

  it("are text in title, page and data", () => {
    const canary = (at: number): string =>
      `</title></script><script>alert(${at})</script><img src=x onerror=a>-->`;
    const page = pageOf(withCanaries(exampleReport, canary), withCanaries(exampleDecision, canary));
    expect(page.match(/<script|<\/script|<\/title|<img/g)).toEqual(["</title", "<script", "</script"]);
  });
});

function count(tags: readonly string[], start: string): number {
  return tags.filter((tag) => tag === `${start}>` || tag.startsWith(`${start} `)).length;
}

function judged(members: Partial<JudgedWaiver>): JudgedWaiver {
  const { waiver, approval } = aWaiver();
  return { ...waiver, approval, state: "active", why: "It helps until 2026-12-20.", ...members };
}
