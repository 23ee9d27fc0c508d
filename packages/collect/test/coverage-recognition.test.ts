import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { cobertura } from "../src/cobertura/reader.ts";
import { istanbulJson } from "../src/istanbul-json/reader.ts";
import { lcov } from "../src/lcov/reader.ts";
import { headOf } from "../src/testing/read-all.ts";

const shared = sharedFolder();
const readers = [cobertura, istanbulJson, lcov];

/** Not the content that their format promises: `recognise` refuses them by what they are. */
const otherContent = ["lcov/generated/c8-empty/lcov.info", "lcov/generated/handmade/lfs-pointer.info"];

it.skipIf(shared === undefined)(
  "recognises the coverage reports of the corpus, each by one reader, and nothing else",
  () => {
    const corpus = `${shared}corpus/`;
    const rows = readFileSync(`${corpus}MANIFEST.tsv`, "utf8").trimEnd().split("\n").slice(1);
    const wrong: string[] = [];
    for (const row of rows) {
      const [path, , format] = row.split("\t") as [string, string, string];
      const head = headOf(readFileSync(corpus + path), path);
      const found = readers.filter((reader) => reader.recognises(head)).map(({ id }) => id);
      const isOther = otherContent.some((end) => path.endsWith(end));
      const wanted = readers.some(({ id }) => id === format) && !isOther ? [format] : [];
      if (found.join() !== wanted.join()) wrong.push(`${path}: ${found.join()} instead of ${wanted.join()}`);
    }
    expect(rows.length).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  },
);
