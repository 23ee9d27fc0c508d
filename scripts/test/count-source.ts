import type { FileCoverageData } from "istanbul-lib-coverage";
import { createInstrumenter, type SourceMap } from "istanbul-lib-instrument";

/** A source with istanbul's counters in it. */
export type CountedSource = {
  readonly code: string;
  readonly map: SourceMap;
  /** What the counters stand for, all at zero. */
  readonly file: FileCoverageData;
};

/**
 * Puts counters into a source. Where the instrumenter writes a call for each counter, and all that it says of each
 * into the code, here are numbers in one array of the module: else programs spend more on counting than on their work.
 */
export function countSource(source: string, path: string): CountedSource {
  const instrumenter = createInstrumenter({
    esModules: true,
    autoWrap: true,
    compact: false,
    produceSourceMap: true,
    parserPlugins: ["typescript"],
    // The policy of the HTML report lets no text become code.
    coverageGlobalScope: "globalThis",
    coverageGlobalScopeFunc: false,
  });
  const code = instrumenter.instrumentSync(source, path);
  const file = instrumenter.lastFileCoverage();
  return { code: inOneArray(code, file), map: instrumenter.lastSourceMap(), file };
}

/** Adds the numbers of a module's array to the counts of its file. */
export function addCounts(file: FileCoverageData, counts: readonly number[]): void {
  let at = 0;
  for (const counters of [file.s, file.f, ...Object.values(file.b)] as Record<string, number>[]) {
    for (const key of Object.keys(counters)) counters[key]! += counts[at++]!;
  }
}

function inOneArray(code: string, file: FileCoverageData): string {
  const written = /^function (cov_\w+)\(\) \{\n[\s\S]*?\n\}\n\1\(\);\n/.exec(code);
  if (written === null) throw notAsKnown(file);
  const [preamble, name] = [written[0], written[1]!];
  const places = placesOf(file);
  const counted = code
    .slice(preamble.length)
    .replaceAll(new RegExp(`${name}\\(\\)\\.(\\w(?:\\[\\d+\\])+)\\+\\+`, "g"), (_, counter: string) => {
      const place = places.get(counter);
      if (place === undefined) throw notAsKnown(file);
      return `${name}[${place}]++`;
    });
  if (counted.includes(`${name}(`)) throw notAsKnown(file);
  const counters = `(globalThis.__coverage__ ??= {})[${JSON.stringify(file.path)}] = new Uint32Array(${places.size})`;
  // The source's lines stay where the instrumenter's map has them.
  const lines = "\n".repeat(preamble.split("\n").length - 1);
  return `const ${name} = ${counters};${lines}${counted}`;
}

/** The counters as the instrumenter's code names them: `s[3]`, `f[0]`, `b[1][0]`. */
function placesOf({ s, f, b }: FileCoverageData): ReadonlyMap<string, number> {
  const names = [
    ...Object.keys(s).map((key) => `s[${key}]`),
    ...Object.keys(f).map((key) => `f[${key}]`),
    ...Object.entries(b).flatMap(([key, ways]) => ways.map((_, way) => `b[${key}][${way}]`)),
  ];
  return new Map(names.map((name, place) => [name, place]));
}

function notAsKnown({ path }: FileCoverageData): Error {
  return new Error(`The instrumenter writes its counters into ${path} otherwise than is known here.`);
}
