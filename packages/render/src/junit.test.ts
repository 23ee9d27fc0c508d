import { isFailing, type MergedCase } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJunit } from "./junit.ts";
import { anyCase } from "./testing/arbitraries.ts";
import { exampleReport } from "./testing/example.ts";
import { type Element, elementsOf, readXml } from "./testing/read-xml.ts";

const written = (...tests: readonly MergedCase[]): string => [...renderJunit(aReport({ tests }))].join("");
const onlyCase = (test: Partial<MergedCase>): string =>
  /<testcase[\s\S]*<\/testcase>|<testcase.*\/>/.exec(written(aCase(test)))![0];

describe("the merged JUnit", () => {
  it("has a suite for each package, kind, file and environment", async () => {
    await expect([...renderJunit(exampleReport)].join("")).toMatchFileSnapshot("testing/example.junit.xml");
  });

  it.each<[string, Partial<MergedCase>, readonly string[]]>([
    ["a pass", {}, []],
    ["a todo", { status: "todo" }, ['<skipped type="todo"/>']],
    [
      "a skip with its reason",
      { status: "skipped", details: [{ kind: "skip", message: "later" }] },
      ['<skipped type="skipped" message="later"/>'],
    ],
    ["a failure that says nothing", { status: "failed" }, ["<failure/>"]],
    [
      "every failure",
      {
        status: "failed",
        details: [
          { kind: "failure", message: "a\nb", type: "E", text: "at <x>" },
          { kind: "error", message: "c" },
        ],
      },
      ['<failure message="a&#10;b" type="E">at &lt;x&gt;</failure>', '<failure message="c"/>'],
    ],
    [
      "an error beside a failure",
      {
        status: "errored",
        details: [
          { kind: "failure", message: "a" },
          { kind: "error", text: "b" },
        ],
      },
      ['<failure message="a"/>', "<error>b</error>"],
    ],
    [
      "an error that only has a failure",
      { status: "errored", details: [{ kind: "failure" }] },
      ["<error/>", "<failure/>"],
    ],
    [
      "a flaky test",
      {
        flaky: true,
        earlier: [
          {
            status: "failed",
            durationUs: 2_500_000,
            details: [{ kind: "failure", message: "m", text: "t" }],
          },
          { status: "errored", details: [] },
        ],
      },
      [
        '<flakyFailure message="m" time="2.500000"><stackTrace>t</stackTrace></flakyFailure>',
        "<flakyError/>",
      ],
    ],
    [
      "a recovered test",
      { recovered: true },
      ['<properties><property name="recovered" value="passed only in a later CI attempt"/></properties>'],
    ],
  ])("writes %s", (_what, test, children) => {
    const start =
      '<testcase name="adds" classname="packages/api/src/cart.test.ts" file="packages/api/src/cart.test.ts" time="0.001000"';
    expect(onlyCase(test)).toBe(
      children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</testcase>`,
    );
  });

  it("writes a test that failed every try in the order of its tries", () => {
    const told = onlyCase({
      status: "failed",
      durationUs: 3,
      details: [{ kind: "failure", message: "c" }],
      earlier: [
        {
          status: "failed",
          durationUs: 1,
          details: [
            { kind: "failure", message: "a" },
            { kind: "error", message: "also" },
          ],
        },
        { status: "errored", durationUs: 2, details: [{ kind: "error", message: "b" }] },
      ],
    });
    expect(told.slice(told.indexOf(" time="))).toBe(
      ' time="0.000001"><failure message="a"/><failure message="also"/><rerunError message="b" time="0.000002"/><rerunFailure message="c" time="0.000003"/></testcase>',
    );
  });

  it("nests blocks of tests as they are nested", () => {
    const document = written(
      aCase({ suite: [], name: "top" }),
      aCase({ suite: ["cart"], name: "a" }),
      aCase({ suite: ["cart", "empty"], name: "b" }),
    );
    expect(document.match(/<\/?test(?:suite\b|case)(?: name="[^"]*")?/g)).toEqual([
      '<testsuite name="packages/api/src/cart.test.ts"',
      '<testcase name="top"',
      '<testsuite name="cart"',
      '<testcase name="a"',
      '<testsuite name="empty"',
      '<testcase name="b"',
      "</testsuite",
      "</testsuite",
      "</testsuite",
    ]);
  });

  it("tells blocks that are nested too deep in the name of their test", () => {
    const suite = Array.from({ length: 102 }, (_, i) => `s${i}`);
    expect(written(aCase({ suite, name: "a" }))).toContain('<testcase name="s100 &gt; s101 &gt; a"');
  });

  it("leaves out what is not known", () => {
    const { durationUs: _time, file: _file, ...test } = aCase();
    expect(written(test)).toContain('<testcase name="adds" classname="@shop/api"/>');
  });

  it("is well-formed, and its counts are those of the report", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 6 }), (tests) => {
        const root = readXml(written(...tests));
        const cases = elementsOf(root, "testcase");
        expect(cases).toHaveLength(tests.length);
        expect(statusesOf(cases)).toEqual(
          tests.map(({ status }) => (status === "todo" ? "skipped" : status)).sort(),
        );
        const tries = tests.flatMap(({ earlier }) =>
          (earlier ?? []).filter(({ status }) => isFailing(status)),
        );
        const names = ["flakyFailure", "flakyError", "rerunFailure", "rerunError"];
        expect(names.flatMap((name) => elementsOf(root, name))).toHaveLength(tries.length);
        for (const group of [root, ...elementsOf(root, "testsuite")]) {
          const inside = statusesOf(elementsOf(group, "testcase"));
          expect(group.attributes).toMatchObject({
            tests: String(inside.length),
            failures: String(inside.filter((status) => status === "failed").length),
            errors: String(inside.filter((status) => status === "errored").length),
            skipped: String(inside.filter((status) => status === "skipped").length),
          });
        }
      }),
    );
  });
});

/** As a reader of JUnit tells them: the last rerun decides, and an error beside a failure makes the case errored. */
function statusesOf(cases: readonly Element[]): readonly string[] {
  return cases
    .map(({ children }) => {
      const last = children.findLast(({ name }) => name.startsWith("rerun"));
      if (last !== undefined) return last.name === "rerunError" ? "errored" : "failed";
      const names = new Set(children.map(({ name }) => name));
      if (names.has("error")) return "errored";
      if (names.has("failure")) return "failed";
      return names.has("skipped") ? "skipped" : "passed";
    })
    .sort();
}

it("names attachments in the way that Jenkins and GitLab read", () => {
  const shot = (path: string) => ({ path, state: "present" as const });
  const test = aCase({
    status: "passed",
    flaky: true,
    attachments: [shot("e2e/a&b.png"), shot("e2e/a]].png"), { bytes: 3, state: "embedded" }],
    earlier: [{ status: "failed", details: [], attachments: [shot("e2e/first.png")] }],
  });
  const [element] = elementsOf(readXml([...renderJunit(aReport({ tests: [test] }))].join("")), "testcase");
  expect(element?.children).toMatchObject([
    { name: "properties", children: [{ attributes: { name: "attachment", value: "e2e/a]].png" } }] },
    { name: "flakyFailure", children: [{ name: "system-out", text: "[[ATTACHMENT|e2e/first.png]]" }] },
    { name: "system-out", text: "[[ATTACHMENT|e2e/a&b.png]]" },
  ]);
});
