import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fullTitle } from "@tollgate/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import { playwrightJson } from "../src/playwright-json/reader.ts";
import { type AllRecords, readAll } from "../src/testing/read-all.ts";
import { vitestJson } from "../src/vitest-json/reader.ts";

/* One run, told in JSON and in JUnit XML: the two are views of one origin, and have to name each test alike. */

const vitest = dirname(fileURLToPath(import.meta.resolve("vitest/package.json")));
let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tollgate-vitest-")));
  symlinkSync(dirname(vitest), join(folder, "node_modules"), "dir");
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "src/cart.test.js"), cart);
  writeFileSync(join(folder, "src/broken.test.js"), 'import "./missing.js";');
  const { VITEST: _, ...env } = process.env;
  spawnSync(
    process.execPath,
    [
      join(vitest, "vitest.mjs"),
      "run",
      "--reporter=json",
      "--reporter=junit",
      "--outputFile.json=out.json",
      "--outputFile.junit=out.xml",
    ],
    { cwd: folder, env },
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cart = `
import { beforeAll, describe, expect, test } from "vitest";
let tries = 0;
test("at the top", () => {});
describe("cart", () => {
  describe("with > arrow", () => {
    test("passes", () => {});
    test("retried", { retry: 2 }, () => expect(++tries).toBe(3));
    test("fails", () => expect(1).toBe(2));
    test.skip("skipped", () => {});
    test.todo("planned");
    test("col\\u001b[31mour\\u001b[39m \\u0001 and\\nline", () => {});
    test("", () => {});
    test.each([1, 2])("same", () => {});
  });
});
describe("hook", () => {
  beforeAll(() => { throw new Error("down"); });
  test("never", () => {});
});
`;

/** Every case as file, title and environment; `root` is where the tool's relative paths start. */
function told({ tests }: AllRecords, root: string): readonly string[] {
  return tests.map((found) => {
    const file = found.file?.replaceAll("\\", "/").replace(root, "");
    return [file, fullTitle(found), found.environment ?? ""].join(" | ");
  });
}

/** What each of two tellings has for itself. */
function difference(json: readonly string[], xml: readonly string[]) {
  return {
    json: json.filter((line) => !xml.includes(line)),
    xml: xml.filter((line) => !json.includes(line)),
  };
}

test("vitest's JSON and JUnit name tests alike", () => {
  const root = `${folder.replaceAll("\\", "/")}/`;
  const isTest = (line: string) => !line.startsWith("src/broken.test.js");
  const json = told(readAll(vitestJson, readFileSync(join(folder, "out.json"))), root).filter(isTest);
  const xml = told(readAll(junit, readFileSync(join(folder, "out.xml"))), root).filter(isTest);
  expect(json).toHaveLength(11);
  // A hook that failed has a case in JUnit; in the JSON it is a total that the tests do not explain.
  expect(difference(json, xml)).toEqual({ json: [], xml: ["src/cart.test.js | hook | "] });
});

test("vitest's JSON says that a hook failed which it does not show", () => {
  const { problems } = readAll(vitestJson, readFileSync(join(folder, "out.json")));
  expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "declared-totals-differ",
  ]);
});

test("Playwright's JSON and JUnit name tests alike", () => {
  const fixture = (name: string) => readFileSync(new URL(`json-fixtures/${name}`, import.meta.url));
  const json = told(readAll(playwrightJson, fixture("playwright.json")), "/repo/fx/");
  const xml = told(readAll(junit, fixture("playwright.xml")), "/repo/fx/");
  expect(json).toHaveLength(21);
  expect(difference(json, xml)).toEqual({ json: [], xml: [] });
});
