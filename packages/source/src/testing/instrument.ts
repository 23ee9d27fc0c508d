import { branchColumns, type CoverageMap, functionColumns, mapDigest } from "@tollgate/model";
import type { FileCoverageData, Location, Range } from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";

/** The map that istanbul's own instrumenter makes of a file: the oracle. `undefined` for text with a mistake. */
export function instrument(text: string, path: string): CoverageMap | undefined {
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const instrumenter = createInstrumenter({
    esModules: true,
    autoWrap: true,
    parserPlugins: [
      ...(isTypeScript ? ["typescript"] : []),
      ...(/\.[cm]?ts$/.test(path) ? [] : ["jsx"]),
      "decorators-legacy",
      "explicitResourceManagement",
    ],
  });
  try {
    instrumenter.instrumentSync(text, path);
  } catch {
    return undefined;
  }
  return toMap(instrumenter.lastFileCoverage());
}

function toMap({ statementMap, fnMap, branchMap }: FileCoverageData): CoverageMap {
  const shape = {
    precision: "columns" as const,
    statements: Int32Array.from(
      Object.values(statementMap).flatMap(({ start, end }) => [...positionOf(start), ...positionOf(end)]),
    ),
    functions: functionColumns(
      Object.values(fnMap).map(({ name, decl, loc }) => {
        const [line, column] = positionOf(decl.start);
        return { name, line, column, endLine: loc.end.line };
      }),
    ),
    branches: branchColumns(
      Object.values(branchMap).map(({ type, loc, locations }) => {
        const [line, column] = positionOf(loc.start);
        return { type, line, column, arms: locations.flatMap((range: Range) => positionOf(range.start)) };
      }),
    ),
    conditions: new Int32Array(),
  };
  return { ...shape, digest: mapDigest(shape) };
}

/** An `else` that is not written has a location without numbers. */
function positionOf({ line, column }: Partial<Location>): [line: number, column: number] {
  return [line ?? -1, column ?? -1];
}
