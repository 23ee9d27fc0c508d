import { SourceMap } from "node:module";
import { runInNewContext } from "node:vm";
import type { FileCoverageData } from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";
import { expect, it } from "vitest";
import { addCounts, countSource } from "../scripts/test/count-source.ts";

const path = "/repository/shop.ts";
const source = `
const rate = (sum, of = 2) => (sum > 10 ? sum / of : sum);
class Cart {
  items = [];
  get total() { return this.items.reduce((a, b) => a + b, 0); }
  add(item) { if (item > 0 && item < 99) this.items.push(item); else this.refused ??= item; }
}
function never() { return "never"; }
const cart = new Cart();
for (let i = -1; i < 120; i += 10) cart.add(i);
switch (rate(cart.total)) { case 0: never(); break; case 1: default: rate(1, 1); }
label: while (true) { try { throw new Error(); } catch { break label; } }
`;

it("counts what istanbul's own counters count", () => {
  const counted = countSource(source, path);
  const arrays: { __coverage__?: Record<string, Uint32Array> } = {};
  runInNewContext(counted.code, arrays);
  const sum = structuredClone(counted.file);
  addCounts(sum, Array.from(arrays.__coverage__![path]!));
  expect(countsOf(sum)).toEqual(countsOf(byIstanbul()));
});

it("adds the counts of several processes", () => {
  const { file } = countSource("let a = 1;\nif (a > 1) a = 2;\n", path);
  addCounts(file, [1, 1, 0, 0, 1]);
  addCounts(file, [2 ** 32 - 1, 2, 1, 1, 1]);
  expect(countsOf(file)).toEqual({ s: { 0: 2 ** 32, 1: 3, 2: 1 }, f: {}, b: { 0: [1, 2] } });
});

it("maps the lines of a counted source to those of the source", () => {
  const { code, map } = countSource(source, path);
  const { line, column } = placeOf("never()", code);
  const entry = new SourceMap({ ...map, file: path, sourceRoot: "", sourcesContent: [] }).findEntry(
    line,
    column,
  );
  expect(entry).toMatchObject({ originalLine: placeOf("never()", source).line });
});

/** Of a text that stands once behind `function`: counted from 0. */
function placeOf(text: string, code: string): { readonly line: number; readonly column: number } {
  const lines = code.split("\n");
  const line = lines.findIndex((one) => one.includes(`function ${text}`));
  return { line, column: lines[line]!.indexOf(text) };
}

function byIstanbul(): FileCoverageData {
  const instrumenter = createInstrumenter({
    esModules: true,
    autoWrap: true,
    compact: false,
    produceSourceMap: false,
    parserPlugins: [],
    coverageGlobalScope: "globalThis",
    coverageGlobalScopeFunc: false,
  });
  const global: { __coverage__?: Record<string, FileCoverageData> } = {};
  runInNewContext(instrumenter.instrumentSync(source, path), global);
  return global.__coverage__![path]!;
}

function countsOf({ s, f, b }: FileCoverageData): unknown {
  return JSON.parse(JSON.stringify({ s, f, b }));
}
