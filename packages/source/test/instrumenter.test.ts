import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { referenceMap } from "../src/index.ts";
import { instrument } from "../src/testing/instrument.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The sources of this repository and of its example, tests included. */
const files = ["packages", "examples", "scripts", "e2e", "test", "bench"].flatMap(sourcesBelow);

describe("the maps of real files", () => {
  it("equal those of istanbul's instrumenter", () => {
    expect(files.length).toBeGreaterThan(300);
    const different = files.filter((file) => {
      const text = readFileSync(file, "utf8");
      return referenceMap(text, file)?.digest !== instrument(text, file)?.digest;
    });
    expect(different).toEqual([]);
  });
});

function sourcesBelow(folder: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return /^(?:node_modules|dist|coverage|\..*)$/.test(entry.name)
        ? []
        : sourcesBelow(join(folder, entry.name));
    return /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name)
      ? [join(path, entry.name)]
      : [];
  });
}
