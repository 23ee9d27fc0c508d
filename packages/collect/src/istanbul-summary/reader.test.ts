import { readFileSync } from "node:fs";
import { extentsOf } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createCollector } from "../collector.ts";
import { isMembers } from "../json/members.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { istanbulSummary } from "./reader.ts";

const vitest = fixture("vitest.json");

function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

function read(value: unknown): AllRecords {
  return readAll(istanbulSummary, JSON.stringify(value));
}

/** `[total, covered]` of lines, functions and branches, also as istanbul's own total. */
function summary(files: Readonly<Record<string, unknown>>, total: unknown = undefined): unknown {
  return { total: total ?? metrics([0, 0], [0, 0], [0, 0]), ...files };
}

function metrics(...pairs: readonly (readonly unknown[])[]): Record<string, unknown> {
  const [lines, functions, branches] = pairs.map(([total, covered, skipped = 0]) => ({
    ...{ total, covered, skipped },
    pct: "Unknown",
  }));
  return { lines, functions, statements: lines, branches };
}

function figures({ files }: AllRecords): unknown {
  return Object.fromEntries(
    files.map(({ path, map, counts }) => {
      const { lines, functions, branches } = extentsOf(map, counts, counts);
      return [path, [lines, functions, branches].map(({ found, hit }) => `${hit}/${found}`).join(" ")];
    }),
  );
}

describeCoverageLaws({
  reader: istanbulSummary,
  files: [vitest, fixture("vitest-v8.json")],
  missedIn: (document) =>
    Object.entries(isMembers(document) ? document : {})
      .filter(([path]) => path !== "total")
      .reduce((sum, [, told]) => {
        const lines = isMembers(told) ? told["lines"] : undefined;
        const missed = isMembers(lines) ? Number(lines["total"]) - Number(lines["covered"]) : 0;
        return sum + Math.max(missed, 0);
      }, 0),
});

describe("istanbul's summary", () => {
  it("is recognised by its totals, also where it is cut", () => {
    expect(istanbulSummary.recognises(headOf(vitest))).toBe(true);
    expect(istanbulSummary.recognises(headOf(vitest.subarray(0, 150)))).toBe(true);
    const simplecov = '{"meta":{},"total":{"lines":{},"branches":{}},"coverage":{}}';
    expect(istanbulSummary.recognises(headOf(Buffer.from(simplecov)))).toBe(false);
    expect(istanbulSummary.recognises(headOf(Buffer.from('{"total":3,"lines":{}}')))).toBe(false);
    expect(istanbulSummary.recognises(headOf(Buffer.from('{"a":{"lines":{},"functions":{}}}')))).toBe(false);
  });

  it("has the figures of each file", () => {
    const told = readAll(istanbulSummary, vitest);
    expect(figures(told)).toEqual({
      "/app/src/cart.mjs": "12/13 5/6 13/15",
      "/app/src/str.mjs": "6/7 2/4 3/7",
      "/app/src/uncovered.mjs": "0/2 0/3 0/2",
    });
    expect(told.problems).toEqual([]);
  });

  it("leaves out what a hint skipped and older versions counted as covered", () => {
    expect(figures(read(summary({ "a.ts": metrics([5, 4, 2], [1, 1], [0, 0]) })))).toEqual({
      "a.ts": "2/3 1/1 0/0",
    });
  });

  it.each([
    ["a negative total", [-1, 0], "0/0"],
    ["a total that no file has", [1e308, 0], "0/0"],
    ["a total in words", ["Unknown", 0], "0/0"],
    ["half a line", [2.5, 1], "0/0"],
    ["no total", [undefined, 1], "0/0"],
    ["more covered than there is", [3, 4], "0/3"],
    ["a negative number of covered ones", [3, -1], "0/3"],
    ["null for covered ones", [3, null], "0/3"],
    ["more skipped than there is", [3, 3, 9], "0/0"],
  ])("has an error for %s, and covers nothing by it", (_what, lines, wanted) => {
    const told = read(summary({ "a.ts": metrics(lines, [1, 1], [1, 0]) }, {}));
    expect(figures(told)).toEqual({ "a.ts": `${wanted} 1/1 0/1` });
    expect(told.problems).toMatchObject([{ code: "bad-count", severity: "error" }]);
  });

  it("has an error where a file or one of its metrics is something else", () => {
    const told = read(summary({ "a.ts": [], "b.ts": { lines: 3 } }, {}));
    expect(figures(told)).toEqual({ "a.ts": "0/0 0/0 0/0", "b.ts": "0/0 0/0 0/0" });
    expect(told.problems.map(({ code }) => code)).toEqual(["missing-field", "bad-count"]);
  });

  it("says where its total is not that of its files", () => {
    const file = metrics([4, 3], [1, 1], [0, 0]);
    const declared = (lines: readonly number[]): readonly string[] =>
      read(summary({ "a.ts": file }, metrics(lines, [1, 1], [0, 0]))).problems.map(
        ({ code, severity, message }) => `${severity} ${code} ${message.slice(message.indexOf("It is"))}`,
      );
    expect(declared([4, 3])).toEqual([]);
    expect(declared([9, 3])).toEqual([
      'error declared-totals-differ It is "total" of all lines, which is 9 where 4 are told.',
    ]);
    expect(declared([4, 2])).toEqual([
      "error declared-totals-differ It is 2 of all lines, of which the files tell 3.",
    ]);
    expect(declared([3, 3])).toEqual([
      'warning declared-totals-differ It is "total" of all lines, which is 3 where 4 are told.',
    ]);
  });

  it("without a file is no coverage", () => {
    expect(read(summary({})).problems).toMatchObject([{ code: "no-coverage-data", severity: "error" }]);
    expect(readAll(istanbulSummary, "[]").problems).toMatchObject([{ severity: "error" }]);
  });

  it("takes names of files as data", () => {
    const text = JSON.stringify(summary({ "a.ts": metrics([1, 1], [0, 0], [0, 0]) }));
    expect(figures(readAll(istanbulSummary, text.replace('"a.ts"', '"__proto__"')))).toEqual(
      Object.fromEntries([["__proto__", "1/1 0/0 0/0"]]),
    );
  });
});

describe("a summary in a collection", () => {
  const tree = { root: "/repo", hasGit: true, files: ["packages/a/src/cart.ts"], packages: [] };
  const collector = createCollector({
    tree,
    mappings: [{ from: "/app/", to: "" }],
    ...{ job: "", shard: { index: 1, total: 1 }, attempt: 1, environment: [], kind: "unit" },
  });

  function collect(
    files: Readonly<Record<string, unknown>>,
  ): ReturnType<ReturnType<typeof collector.open>["close"]> {
    const session = collector.open({ path: "packages/a/coverage/coverage-summary.json", promised: true });
    session.write(Buffer.from(JSON.stringify(summary(files, { lines: {}, functions: {} }))));
    return session.close();
  }

  it.each([
    "/repo/packages/a/src/cart.ts",
    "C:\\repo\\packages\\a\\src\\cart.ts",
    "/app/packages/a/src/cart.ts",
    "src/cart.ts",
  ])("is placed in the repository: %s", (path) => {
    const evidence = collect({ [path]: metrics([4, 3], [1, 1], [0, 0]) });
    expect(evidence?.coverage?.files.map((file) => file.path)).toEqual(["packages/a/src/cart.ts"]);
    expect(evidence?.status).toBe("ok");
  });

  it("has an error where a file stands twice with other numbers", () => {
    const twice = (lines: readonly number[]): readonly string[] =>
      collect({
        "/repo/packages/a/src/cart.ts": metrics([4, 3], [1, 1], [0, 0]),
        "C:\\repo\\packages\\a\\src\\cart.ts": metrics(lines, [1, 1], [0, 0]),
      })!.problems.map(({ code, severity }) => `${severity} ${code}`);
    expect(twice([4, 1])).toEqual([]);
    expect(twice([2, 2])).toEqual(["error map-mismatch"]);
  });
});
