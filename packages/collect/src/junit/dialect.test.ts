import { describe, expect, test } from "vitest";
import type { RawTest } from "../reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { junit } from "./reader.ts";

function read(document: string): AllRecords {
  return readAll(junit, document);
}

function problemsOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${severity} ${code}`);
}

describe("where a case lives", () => {
  test.each<[document: string, home: Partial<RawTest>]>([
    [
      '<testsuite name="a"><testsuite name="b"><testcase name="t" classname="b"/></testsuite></testsuite>',
      { suite: ["a", "b"], name: "t" },
    ],
    [
      '<testsuite name="a"><testsuite name="b"><testcase name="t" classname="a.b"/></testsuite></testsuite>',
      { suite: ["a", "b"] },
    ],
    [
      '<testsuite name="pytest"><testcase name="t" classname="tests.test_a.TestB"/></testsuite>',
      { suite: ["pytest", "tests.test_a.TestB"] },
    ],
    [
      '<testsuite name="Root.Cart"><testcase name="t" classname="Cart"/></testsuite>',
      { suite: ["Root.Cart"] },
    ],
    [
      '<testsuite name="fizz"><testcase name="fizz adds" classname="fizz adds"/></testsuite>',
      { suite: ["fizz"], name: "fizz adds" },
    ],
    [
      '<testsuite name="a.test.js"><testcase name="t" classname="x" file="a.test.js" line="3"/></testsuite>',
      { suite: ["x"], file: "a.test.js", line: 3 },
    ],
    [
      '<testsuite name="s" file="a.php"><testcase name="t" line="0"/></testsuite>',
      { suite: ["s"], file: "a.php" },
    ],
    [
      '<testsuite name="s"><testcase name="t" file="a.rb" lineno="30"/></testsuite>',
      { file: "a.rb", line: 30 },
    ],
    ['<testsuite name="s"><testcase classname="only"/></testsuite>', { suite: ["s"], name: "only" }],
    ['<testsuites name="run"><testcase name="t" classname="test"/></testsuites>', { suite: [], name: "t" }],
  ])("%s", (document, home) => {
    expect(read(document).tests[0]).toMatchObject(home);
    if (home.line === undefined) expect(read(document).tests[0]).not.toHaveProperty("line");
  });

  test("is one place for two suites of one name", () => {
    const told = read(
      '<testsuites><testsuite name="s"><testcase name="t"/></testsuite><testsuite name="s"><testcase name="t"/></testsuite></testsuites>',
    );
    expect(told.tests).toHaveLength(2);
    expect(problemsOf(told)).toEqual(["info ambiguous-identity"]);
  });

  test("is no key of an object", () => {
    const told = read(
      '<testsuite name="__proto__"><testcase name="constructor" classname="__proto__"/></testsuite>',
    );
    expect(told.tests).toMatchObject([{ suite: ["__proto__"], name: "constructor" }]);
    expect(told.problems).toEqual([]);
  });
});

describe("vitest", () => {
  const suite = (name: string, cases: string) =>
    `<testsuite name="${name}" timestamp="2026-11-25T13:29:22.218Z" hostname="vm" tests="1" failures="0" errors="0" skipped="0" time="0.1">${cases}</testsuite>`;
  const report = (suites: string) =>
    `<testsuites name="vitest tests" tests="1" failures="0" errors="0" time="0.1">${suites}</testsuites>`;

  test("names files and joins titles", () => {
    const told = read(
      report(
        suite(
          "src/a.test.ts",
          '<testcase classname="src/a.test.ts" name="cart &gt; total &gt; adds" time="0.002"/>',
        ),
      ),
    );
    expect(told.producer).toBe("vitest");
    expect(told.tests).toEqual([
      {
        file: "src/a.test.ts",
        suite: ["cart", "total"],
        name: "adds",
        status: "passed",
        durationUs: 2_000,
        details: [],
      },
    ]);
  });

  test.each<[count: number, titles: readonly string[]]>([
    [0, ["a &gt; adds", "b &gt; adds", "adds"]],
    [1, ["a &gt; adds", "b &gt; adds", "a &gt; adds"]],
    [1, ["a &gt; adds", "b &gt; adds", "b &gt; adds"]],
    [2, ["a &gt; adds", "b &gt; adds", "c &gt; adds", "c &gt; adds", "a &gt; adds"]],
  ])("counts %i that share suites and name with another", (count, titles) => {
    const cases = titles.map((title) => `<testcase classname="src/a.test.ts" name="${title}" time="1"/>`);
    const { problems } = read(report(suite("src/a.test.ts", cases.join(""))));
    const shared = problems.find(({ code }) => code === "ambiguous-identity");
    expect(Number(/^\d+/.exec(shared?.message ?? "0")![0])).toBe(count);
  });

  test("calls a file that does not load by its path", () => {
    const told = read(
      report(
        suite(
          "src/a.test.ts",
          '<testcase classname="src/a.test.ts" name="src/a.test.ts" time="0"><failure message="no module"/></testcase>',
        ),
      ),
    );
    expect(told.tests).toMatchObject([
      { file: "src/a.test.ts", suite: [], name: "a.test.ts", status: "failed" },
    ]);
  });

  test("has a suite for errors outside of tests, and they fail", () => {
    const told = read(
      report(
        suite(
          "vitest unhandled errors",
          '<testcase classname="vitest unhandled errors" name="Unhandled Rejection: lost" time="0"><error message="lost" type="Error"/></testcase>',
        ),
      ),
    );
    expect(told.tests).toMatchObject([
      { suite: ["vitest unhandled errors"], name: "Unhandled Rejection: lost", status: "errored" },
    ]);
    expect(told.tests[0]).not.toHaveProperty("file");
  });
});

test("Playwright names files, projects and titles", () => {
  const told = read(`<testsuites id="" name="" tests="2" failures="0" skipped="0" errors="0" time="1">
    <testsuite name="a.spec.ts" timestamp="2026-11-22T10:58:48.950Z" hostname="firefox" tests="1" failures="0" skipped="0" time="0.4" errors="0">
      <testcase name="[firefox] checkout › pays" classname="a.spec.ts" time="0.014"/>
      <testcase name="checkout › pays" classname="a.spec.ts" time="0.014"/>
    </testsuite></testsuites>`);
  expect(told.producer).toBe("Playwright");
  const test = { file: "a.spec.ts", environment: "firefox", suite: ["checkout"], name: "pays" };
  expect(told.tests).toMatchObject([test, test]);
});

test("jest-junit's missing describe block is no suite", () => {
  const told = read(
    '<testsuites name="jest tests"><testsuite name="undefined"><testcase name="t" classname="t"/></testsuite></testsuites>',
  );
  expect(told).toMatchObject({ producer: "jest-junit", tests: [{ suite: [], name: "t" }] });
});

test("pytest counts lines from 0", () => {
  const told = read(
    '<testsuites><testsuite name="pytest" timestamp="2026" hostname="vm"><testcase classname="a" name="t" file="a.py" line="13"/></testsuite></testsuites>',
  );
  expect(told).toMatchObject({ producer: "pytest", tests: [{ file: "a.py", line: 14 }] });
});

describe("node:test", () => {
  const report = (totals: string, name = "later") => `<testsuites>
    <testcase name="${name}" classname="test"${name === "later" ? ' failure="x"><skipped type="todo"/><failure message="x"/></testcase>' : "/>"}
    <testcase name="fails" classname="test" failure="x"><failure message="x"/></testcase>
    ${totals}</testsuites>`;
  const totals = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `<!-- ${name} ${count} -->`)
      .join("");
  const agreeing = { tests: 2, suites: 0, pass: 0, fail: 1, cancelled: 0, skipped: 0, todo: 1 };

  test("does not fail for a todo when its totals agree", () => {
    const told = read(report(totals(agreeing)));
    expect(told.producer).toBe("node:test");
    expect(told.tests.map(({ name, status }) => [name, status])).toEqual([
      ["later", "todo"],
      ["fails", "failed"],
    ]);
  });

  test.each([
    { ...agreeing, fail: 2, todo: 0 },
    { ...agreeing, tests: 3, fail: 2 },
    { ...agreeing, suites: 1 },
  ])("fails for a todo when its totals do not agree: %o", (counts) => {
    expect(read(report(totals(counts))).tests.map(({ status }) => status)).toEqual(["failed", "failed"]);
  });

  test("fails for a todo without totals", () => {
    const told = read(report(""));
    expect(told.producer).toBeUndefined();
    expect(told.tests.map(({ status }) => status)).toEqual(["failed", "failed"]);
  });

  test("has a passing case for a file that exits early, which is an error", () => {
    const told = read(report(totals({ ...agreeing, pass: 1, todo: 0 }), "/repo/a.test.mjs"));
    expect(problemsOf(told)).toEqual(["error cases-dropped"]);
  });
});
