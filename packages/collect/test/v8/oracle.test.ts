import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { branchEntities } from "@tollgate/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lcov } from "../../src/lcov/reader.ts";
import { readAll } from "../../src/testing/read-all.ts";
import { compare, type Difference } from "./compare.ts";
import { measure } from "./measure.ts";
import {
  builds,
  type IstanbulCounts,
  runWithIstanbul,
  runWithNodesReporter,
  runWithV8,
} from "./run-suite.ts";

/*
 * One suite run twice, by istanbul's instrumenter and by V8 in processes of their own, over TypeScript, TSX, enums,
 * decorators, async, generators, default parameters, optional chaining and class fields: V8's counts, put on the
 * entities of the source, cover what istanbul's cover. What V8 does not count is not measured, and nothing else.
 */

const folders: string[] = [];
const told = new Map<string, ReadonlyMap<string, IstanbulCounts>>();

beforeAll(async () => {
  for (const main of ["suite.ts", "plain.ts"]) told.set(main, await runWithIstanbul(temporary(), main));
});

describe.each(Object.entries(builds))("the suite as %s", (_name, build) => {
  it("covers for V8 what it covers for istanbul", async () => {
    const istanbul = told.get(build.main ?? "suite.ts")!;
    const folder = temporary();
    const { files, problems } = await measure(await runWithV8(folder, build), folder);
    expect(problems.filter(({ severity }) => severity !== "info")).toEqual([]);
    const names = [...files.keys()].map((path) => basename(path)).sort();
    expect(names).toEqual([...istanbul.keys()].sort());
    for (const [path, { map, counts }] of files) {
      const { entities, more, less, unknown } = compare(map, counts, istanbul.get(basename(path))!);
      expect({ path, more, less }).toEqual({ path, more: [], less: [] });
      expect(unknown.length, path).toBeLessThanOrEqual(entities * (build.mostUnknown ?? 0.12));
    }
  });
});

describe("what V8 cannot tell of the suite", () => {
  it("are the values that parameters take by default", async () => {
    const folder = temporary();
    const { files } = await measure(await runWithV8(folder, builds["tsc for today's engines"]!), folder);
    const unknown = new Map<string, readonly string[]>();
    for (const [path, { map, counts }] of files) {
      const difference: Difference = compare(map, counts, told.get("suite.ts")!.get(basename(path))!);
      unknown.set(basename(path), difference.unknown);
    }
    expect(Object.fromEntries(unknown)).toMatchInlineSnapshot(`
      {
        "cart.ts": [
          "default-arg 13:46 arm 0",
          "default-arg 13:73 arm 0",
          "default-arg 23:49 arm 0",
          "default-arg 23:51 arm 0",
          "default-arg 23:66 arm 0",
        ],
        "orders.ts": [
          "default-arg 36:21 arm 0",
          "cond-expr 36:29 arm 0",
          "default-arg 43:18 arm 0",
        ],
        "streams.ts": [
          "default-arg 12:38 arm 0",
          "default-arg 28:59 arm 0",
        ],
        "suite.ts": [],
        "view.tsx": [
          "default-arg 9:30 arm 0",
        ],
      }
    `);
  });
});

describe("node's own report of the same run", () => {
  it("has other functions and branches than istanbul's: there is something to project", () => {
    const report = runWithNodesReporter(temporary(), "plain.ts");
    const files = readAll(lcov, report).files.filter(({ path }) => path.endsWith("cart.ts"));
    expect(files).toHaveLength(1);
    const istanbul = told.get("plain.ts")!.get("cart.ts")!;
    const arms = branchEntities(files[0]!.map).flatMap((branch) => branch.arms).length / 2;
    expect(arms).not.toBe(Object.values(istanbul.b).flat().length);
    expect(files[0]!.map.statements.length / 4).not.toBe(Object.values(istanbul.s).length);
  });
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tollgate-v8-")));
  folders.push(folder);
  return folder;
}
