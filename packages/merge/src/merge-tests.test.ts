import { type Evidence, type TestCase, type TestStatus, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { mergeTests } from "./merge-tests.ts";

describe("merging tests", () => {
  it("lets the worst status of two views stand", () => {
    const [merged] = mergeTests([report("a.json", [test("passed")]), report("b.xml", [test("failed")])], []);
    expect(merged).toMatchObject({ status: "failed", occurrence: 1, sources: ["a.json", "b.xml"] });
  });

  it("keeps a retry that only one view tells", () => {
    const retried: TestCase = { ...test("passed"), earlier: [{ status: "failed", details: [] }] };
    const [merged] = mergeTests(
      [report("junit.xml", [test("passed")]), report("playwright.json", [retried])],
      [],
    );
    expect(merged).toMatchObject({ status: "passed", flaky: true, earlier: [{ status: "failed" }] });
  });

  it("does not call a test flaky that failed in another execution", () => {
    const retried: TestCase = { ...test("passed"), earlier: [{ status: "failed", details: [] }] };
    const [merged] = mergeTests([report("a.xml", [test("failed")]), report("b.json", [retried])], []);
    expect(merged).toMatchObject({ status: "failed", flaky: false });
  });

  it("does not let a skip hide a failed try", () => {
    const retried: TestCase = {
      ...test("skipped"),
      earlier: [
        { status: "failed", details: [] },
        { status: "skipped", details: [] },
      ],
    };
    const [merged] = mergeTests([report("a.json", [retried])], []);
    expect(merged).toMatchObject({ status: "failed", flaky: false, earlier: [{ status: "skipped" }] });
  });

  it("keeps equal names of one report apart", () => {
    const merged = mergeTests([report("junit.xml", [test("failed"), test("failed"), test("passed")])], []);
    expect(merged.map(({ status, occurrence }) => `${status} ${occurrence}`)).toEqual([
      "failed 1",
      "failed 2",
      "passed 3",
    ]);
  });

  it("keeps equal names of two files of one run apart", () => {
    const merged = mergeTests(
      [
        report("TEST-a.xml", [test("failed")], "junit-xml"),
        report("TEST-b.xml", [test("failed")], "junit-xml"),
      ],
      [],
    );
    expect(merged).toHaveLength(2);
  });

  it("calls a test recovered that passed only in a later attempt", () => {
    const [merged] = mergeTests([report("a.xml", [test("passed")])], [report("old.xml", [test("failed")])]);
    expect(merged).toMatchObject({ status: "passed", flaky: false, recovered: true });
  });

  describe("of a report without files", () => {
    const filed = (file: string): TestCase => ({
      ...test("passed"),
      file,
      suite: ["cart", "total"],
      name: "adds",
    });
    const { file: _none, ...bare } = test("failed");
    const joined: TestCase = { ...bare, suite: ["cart"], name: "cart total adds" };

    it("takes the file that another format tells for the same title", () => {
      const merged = mergeTests(
        [report("jest.json", [filed("a.test.js")]), report("junit.xml", [joined])],
        [],
      );
      expect(merged).toMatchObject([{ file: "a.test.js", name: "adds", status: "failed" }]);
    });

    it("takes the suites that another format tells for the same file and title", () => {
      const spaced: TestCase = {
        ...filed("a.test.js"),
        suite: [],
        name: "cart total adds",
        status: "failed",
      };
      for (const order of [
        [filed("a.test.js"), spaced],
        [spaced, filed("a.test.js")],
      ])
        expect(
          mergeTests(
            order.map((item, i) => report(`${i}.json`, [item])),
            [],
          ),
        ).toMatchObject([{ suite: ["cart", "total"], name: "adds", status: "failed" }]);
    });

    it("stays apart where two files have that title", () => {
      const json = report("jest.json", [filed("a.test.js"), filed("b.test.js")]);
      expect(mergeTests([json, report("junit.xml", [joined])], [])).toHaveLength(3);
    });

    it("stays apart from a report of the same format", () => {
      const one = report("a.xml", [filed("a.test.js")], "junit-xml");
      expect(mergeTests([one, report("b.xml", [joined], "junit-xml")], [])).toHaveLength(2);
    });
  });

  it("keeps kinds apart", () => {
    const e2e = report("e2e.xml", [test("passed")]);
    const merged = mergeTests(
      [report("a.xml", [test("passed")]), { ...e2e, origin: { ...e2e.origin, kind: "e2e" } }],
      [],
    );
    expect(merged.map(({ kind }) => kind)).toEqual(["e2e", "unit"]);
  });

  it("takes names like __proto__ as names", () => {
    const [merged] = mergeTests([report("a.xml", [{ ...test("failed"), name: "__proto__" }])], []);
    expect(merged).toMatchObject({ name: "__proto__", status: "failed" });
  });
});

function test(status: TestStatus): TestCase {
  return {
    package: "@shop/api",
    file: "packages/api/cart.test.ts",
    suite: ["cart"],
    name: "adds",
    status,
    details: [],
  };
}

function report(id: string, cases: readonly TestCase[], format: string = id): Evidence {
  return {
    id,
    origin: {
      package: "@shop/api",
      kind: "unit",
      job: "",
      shard: unsharded,
      attempt: 1,
      environment: [],
      invocation: "reports",
    },
    input: { path: id, bytes: 1, digest: id, format },
    status: "ok",
    problems: [],
    runs: [],
    tests: { entries: cases.length, cases },
  };
}
