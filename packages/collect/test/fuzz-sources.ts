import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { dartStream, goStream, ownStream, runRecords } from "../src/testing/fuzz/event-streams.ts";
import { feature } from "../src/testing/fuzz/features.ts";
import { gtestReport, jestReport, playwrightReport, turboReport } from "../src/testing/fuzz/json-reports.ts";
import { tree } from "../src/testing/junit-tree/tree.ts";
import { hand, writeTree } from "../src/testing/junit-tree/write-tree.ts";
import { corpusRows } from "./corpus-tests.ts";

/** Reports of one format before they are damaged. */
export type Sources = {
  /** Real files of the corpus; empty without it. */
  readonly corpus: readonly Buffer[];
  /** Fixtures by the real tool, or reports that are made up. */
  readonly others: fc.Arbitrary<Buffer>;
};

/** Larger files take too long to be read thousands of times; of formats that have larger ones only, the smallest. */
const largest = 24_000;
const fewest = 2;

export function sourcesOf(format: string): Sources {
  const all = corpusRows(format)
    .map(({ absolute }) => readFileSync(absolute))
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length);
  const small = all.filter(({ length }) => length <= largest);
  const corpus = small.length >= fewest ? small : all.slice(0, fewest);
  return { corpus, others: madeUp.get(format) ?? fc.constantFrom(...fixturesOf(format)) };
}

/** Files of the format that the real tool wrote, beside its reader. */
function fixturesOf(format: string): readonly Buffer[] {
  const folder = fileURLToPath(new URL(`../src/${format}/fixtures/`, import.meta.url));
  if (!existsSync(folder)) throw new Error(`${format} has no fixtures, and no reports that are made up`);
  return readdirSync(folder).map((name) => readFileSync(folder + name));
}

const asJson = (report: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  report.map((value) => Buffer.from(JSON.stringify(value, null, 1)));
const asText = (stream: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  stream.map((text) => Buffer.from(text));

const madeUp: ReadonlyMap<string, fc.Arbitrary<Buffer>> = new Map([
  ["junit-xml", fc.tuple(tree, hand).map(([planted, by]) => writeTree(planted, by))],
  ["vitest-json", asJson(jestReport)],
  ["jest-json", asJson(jestReport)],
  ["playwright-json", asJson(playwrightReport)],
  ["gtest-json", fc.oneof(asJson(gtestReport), fc.constantFrom(...fixturesOf("gtest-json")))],
  ["turbo-summary", asJson(turboReport)],
  ["go-test-json", asText(goStream)],
  ["dart-json", asText(dartStream)],
  ["tollgate-tests", asText(ownStream)],
  ["tollgate-run", asText(runRecords)],
  ["gherkin", asText(feature)],
]);
