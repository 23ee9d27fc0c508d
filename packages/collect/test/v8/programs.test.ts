import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import fc from "fast-check";
import { createInstrumenter } from "istanbul-lib-instrument";
import { describe, expect, it, onTestFinished } from "vitest";
import { compare } from "./compare.ts";
import { measure } from "./measure.ts";
import { program } from "./programs.ts";
import { type IstanbulCounts, run } from "./run-suite.ts";

const given = readFileSync(join(import.meta.dirname, "given.mjs.txt"), "utf8");
const count = 25;

/*
 * Programs with every branch that JavaScript has, run by both. V8 has defects of its own (it forgets that a loop ended
 * well when its body never ran, now and then): what it calls not run is not called run here, so such code counts as
 * missed. It is never the other way round.
 */
describe("programs that nobody wrote", () => {
  it("cover for V8 nothing that they do not cover for istanbul, and nearly all of it", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "tollgate-v8-")));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const programs = fc.sample(program, { seed: 1, numRuns: count }).filter(isProgram);
    const plain = lay(join(folder, "plain"), programs);
    const instrumented = lay(join(folder, "instrumented"), programs.map(instrument));
    run([plain], { NODE_V8_COVERAGE: join(folder, "v8") });
    const istanbul = JSON.parse(run([instrumented], {})) as Readonly<Record<string, IstanbulCounts>>; // its own
    const { files } = await measure(join(folder, "v8"), join(folder, "plain"));
    const sums = { entities: 0, less: 0, unknown: 0 };
    for (const [path, { map, counts }] of files) {
      const counted = istanbul[basename(path)];
      if (counted === undefined) continue;
      const { entities, more, less, unknown } = compare(map, counts, counted);
      expect({ path, more }).toEqual({ path, more: [] });
      sums.entities += entities;
      sums.less += less.length;
      sums.unknown += unknown.length;
    }
    expect(sums.entities).toBeGreaterThan(10_000);
    expect(sums.less / sums.entities).toBeLessThan(0.005);
    expect(sums.unknown / sums.entities).toBeLessThan(0.03);
  });
});

function isProgram(text: string): boolean {
  try {
    instrument(text, 0);
    return true;
  } catch {
    return false; // a label or an assignment that the grammar does not allow
  }
}

function instrument(text: string, index: number): string {
  const instrumenter = createInstrumenter({ esModules: true, autoWrap: true, parserPlugins: [] });
  return instrumenter.instrumentSync(text, `p${index}.mjs`);
}

/** Programs of one run begin alike, each by itself; `main.mjs` prints what istanbul counted. */
function lay(folder: string, programs: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "given.mjs"), given);
  for (const [i, text] of programs.entries()) writeFileSync(join(folder, `p${i}.mjs`), text);
  const main = `import { reset } from "./given.mjs";
process.on("unhandledRejection", () => {});
for (let i = 0; i < ${programs.length}; i++) {
  reset(i * 7919 + 1);
  const { default: call } = await import(\`./p\${i}.mjs\`);
  for (const args of [[], [1, 2], [0, null]]) {
    try { call(...args); } catch {}
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
process.stdout.write(JSON.stringify(globalThis.__coverage__ ?? null));`;
  writeFileSync(join(folder, "main.mjs"), main);
  return join(folder, "main.mjs");
}
