import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { readers as registry } from "../src/registry.ts";
import { headOf } from "../src/testing/read-all.ts";

const shared = sharedFolder();
const readers = Object.values(registry);

/** Not the content that their format promises: they are refused by what they are. */
const otherContent = [
  "lcov/generated/c8-empty/lcov.info",
  "lcov/generated/handmade/lfs-pointer.info",
  "EnricoMi_publish-unit-test-result-action/xml/empty.xml",
  "EnricoMi_publish-unit-test-result-action/xml/non-xml.xml",
  "junit-xml/generated/handmade/gzip.xml.gz",
  "junit-xml/generated/handmade/html-login-page.xml",
  "jenkinsci_junit-plugin/testXxe-oob.xml",
  "jenkinsci_junit-plugin/testXxe-xxe.xml",
  "EnricoMi_publish-unit-test-result-action/junit-xml/non-junit.xml",
  "ctrf-io_junit-to-ctrf/not-junit.xml",
  "allure1data/invalid-root.xml",
  "ctrf-json/generated/handmade/git-conflict.json",
  "allure2data/invalid.json",
  "tapjs_tap-parser/die.tap",
  "csharp-example/mutation-report-old.json",
  "cucumber_gherkin/good/empty.feature",
  "eslint/empty.json",
];

/** Formats that another format's reader takes, to refuse them with advice. */
const refusedBy: Readonly<Record<string, string>> = { "vitest-blob": "vitest-json" };

/** One of a tool whose other reports are a stream. */
const alsoSarif = "govulncheck/issue_15033_sarif.json";

it.skipIf(shared === undefined)(
  "recognises each report of the corpus by the one reader of its format, and nothing else",
  () => {
    const corpus = `${shared}corpus/`;
    const rows = readFileSync(`${corpus}MANIFEST.tsv`, "utf8").trimEnd().split("\n").slice(1);
    const wrong: string[] = [];
    for (const row of rows) {
      const [path, , format] = row.split("\t") as [string, string, string];
      const head = headOf(readFileSync(corpus + path), path);
      const found = readers.filter((reader) => reader.recognises(head)).map(({ id }) => id);
      const isOther = otherContent.some((end) => path.endsWith(end));
      const reader = path.endsWith(alsoSarif) ? "sarif" : (refusedBy[format] ?? format);
      const wanted = readers.some(({ id }) => id === reader) && !isOther ? [reader] : [];
      if (found.join() !== wanted.join()) wrong.push(`${path}: ${found.join()} instead of ${wanted.join()}`);
    }
    expect(rows.length).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  },
);
