import { fullTitle } from "@tollgate/model";
import { expect, it } from "vitest";
import { readReport, runProject } from "./run-project.ts";
import { casesOf, codesOf } from "./summary.ts";
import { vitestConfig as config } from "./vitest-config.ts";

const mixed = `
import { afterAll, beforeAll, describe, expect, test } from "vitest";
test("passes", () => {});
test("fails", () => { expect({ a: 1 }).toEqual({ a: 2 }); });
let tries = 0;
test("is flaky", { retry: 3 }, () => { if (++tries < 3) throw new Error("not yet " + tries); });
test("never passes", { retry: 1 }, () => { throw new TypeError("no", { cause: new Error("deep") }); });
let rounds = 0;
test("fails in the second round", { repeats: 2 }, () => { if (rounds++ === 1) throw new Error("second"); });
test.todo("is to be written");
test.skip("is skipped", () => {});
test("skips itself", (context) => context.skip("no network"));
test.fails("fails as wanted", () => { throw new Error("wanted"); });
test.fails("passes unwanted", () => {});
test.each([1, 1])("has a name twice", () => {});
test("fails softly", () => { expect.soft(1).toBe(2); expect.soft(2).toBe(3); });
test("leaves a note", async ({ annotate }) => {
  await annotate("SHOP-1", "issue");
  await annotate("note", { body: "aGVsbG8=", contentType: "text/plain" });
  await annotate("config", { path: "vitest.config.ts", contentType: "text/plain" });
});
test("exits", () => { process.exit(0); });
describe("before", () => {
  beforeAll(() => { throw new Error("no database"); });
  test("is not run", () => {});
});
describe("after", () => {
  afterAll(() => { throw new Error("still open"); });
  test("is run", () => {});
});
`;

it.each(["vitest", "vitest-4"] as const)(
  "the reporter for %s tells every test, its tries, and what failed outside of them",
  async (runner) => {
    const {
      status,
      evidence,
      own = "",
    } = await runProject({
      runner,
      files: {
        ...config(),
        "mixed.test.ts": mixed,
        "load.test.ts": 'import "./missing.js";',
        "module.test.ts": `import { beforeAll, test } from "vitest";
          beforeAll(() => { throw new Error("not ready"); });
          test("is skipped", () => {});`,
      },
    });
    expect(status).toBe(1);
    expect(casesOf(evidence)).toEqual([
      "load.test.ts | load.test.ts | errored",
      "mixed.test.ts | after > beforeAll or afterAll | errored",
      "mixed.test.ts | after > is run | passed",
      "mixed.test.ts | before > beforeAll or afterAll | errored",
      "mixed.test.ts | before > is not run | skipped",
      "mixed.test.ts | exits | failed",
      "mixed.test.ts | fails as wanted | passed",
      "mixed.test.ts | fails in the second round | failed",
      "mixed.test.ts | fails softly | failed",
      "mixed.test.ts | fails | failed",
      "mixed.test.ts | has a name twice | passed",
      "mixed.test.ts | has a name twice | passed",
      "mixed.test.ts | is flaky | failed, failed, passed",
      "mixed.test.ts | is skipped | skipped",
      "mixed.test.ts | is to be written | todo",
      "mixed.test.ts | leaves a note | passed",
      "mixed.test.ts | never passes | failed, failed",
      "mixed.test.ts | passes unwanted | failed",
      "mixed.test.ts | passes | passed",
      "mixed.test.ts | skips itself | skipped",
      "module.test.ts | is skipped | skipped",
      "module.test.ts | module.test.ts | errored",
    ]);
    expect(codesOf(evidence)).toEqual(["info ambiguous-identity"]);
    expect(evidence.input.producer).toMatch(runner === "vitest" ? /^vitest 5\./ : /^vitest 4\./);
    expect(evidence.origin.package).toBe("@shop/cart");
    expect(evidence.runs).toMatchObject([{ source: "vitest", verdict: "failed", errors: [] }]);

    const told = new Map(evidence.tests?.cases.map((test) => [fullTitle(test), test]));
    expect(told.get("fails")?.details).toMatchObject([
      {
        kind: "failure",
        type: "AssertionError",
        message: "expected { a: 1 } to deeply equal { a: 2 }",
        text: expect.stringMatching(/- {3}"a": 2,\n\+ {3}"a": 1,[\s\S]*\n {4}at \S+mixed\.test\.ts:4:\d+$/),
      },
    ]);
    expect(told.get("is flaky")?.earlier?.map(({ details }) => details[0]?.message)).toEqual([
      "not yet 1",
      "not yet 2",
    ]);
    expect(told.get("never passes")?.details[0]?.text).toMatch(
      /^TypeError: no\n[\s\S]*\nCaused by: Error: deep\n/,
    );
    expect(told.get("skips itself")?.details).toEqual([{ kind: "skip", message: "no network" }]);
    expect(told.get("leaves a note")?.annotations?.[0]).toEqual({ type: "issue", text: "SHOP-1" });
    expect(told.get("leaves a note")?.attachments).toMatchObject([
      { name: "note", type: "text/plain", bytes: 5, state: "embedded" },
      { name: "config", type: "text/plain", path: expect.stringContaining("/.vitest"), state: "named" },
    ]);
    expect(told.get("fails softly")?.details).toHaveLength(2);
    expect(withoutParts(casesOf(evidence))).toEqual(withoutParts(casesOf(readReport("own.json", own))));
  },
);

/** Without failed hooks, which vitest's JSON does not name, and without tries, of which it knows only some. */
function withoutParts(cases: readonly string[]): readonly string[] {
  return cases
    .filter((line) => !line.includes("beforeAll or afterAll"))
    .map((line) => line.replace(/[^|,]*, /g, " ").replace(/ +/g, " "));
}
