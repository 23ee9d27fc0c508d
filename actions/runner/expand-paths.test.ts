import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { expandPaths } from "./expand-paths.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "tollgate-paths-"));
  for (const path of ["b/junit.xml", "node_modules/a/junit.xml"]) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), "");
  }
});
afterEach(() => rmSync(cwd, { recursive: true }));

it("finds files by globs, but for those of dependencies", () => {
  expect(expandPaths(["**/junit.xml", "b/junit.xml"], { cwd })).toEqual(["b/junit.xml"]);
});

it("keeps what matches nothing", () => {
  expect(expandPaths(["x/*.xml", "y.xml"], { cwd })).toEqual(["x/*.xml", "y.xml"]);
});
