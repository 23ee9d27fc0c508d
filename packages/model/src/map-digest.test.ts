import { expect, it } from "vitest";
import type { CoverageMap } from "./coverage.ts";
import { branchColumns, functionColumns, noFunctions } from "./coverage-entities.ts";
import { mapDigest } from "./map-digest.ts";

const small: Omit<CoverageMap, "digest"> = {
  precision: "columns",
  statements: Int32Array.of(1, 0, 1, 10, 2, 2, 2, -1),
  functions: functionColumns([{ name: "für", line: 1, column: 9, endLine: 4 }]),
  branches: branchColumns([{ type: "if", line: 2, column: 2, arms: [2, 2, -1, -1] }]),
  conditions: Int32Array.of(3, 2),
};

/** Its numbers and its names are each more than the room for a usual map. */
const large: Omit<CoverageMap, "digest"> = {
  ...small,
  statements: Int32Array.from({ length: 40_000 }, (_, i) => i),
  functions: functionColumns(
    Array.from({ length: 20_000 }, (_, i) => ({ name: `λ${i}`, line: i, column: 0, endLine: i })),
  ),
};

it("stays what bundles on disk have", () => {
  const digests = [small, large, small].map(mapDigest);
  expect(digests).toEqual([
    "sha256:3787c56cc7d03d4b96067d8172e021c710d3513fb2eeacf8d2e4e1e9994729dd",
    "sha256:1e042ee620e5d1253c51559dc4061601460fa2c60c04905aedaf72cabc06d644",
    "sha256:3787c56cc7d03d4b96067d8172e021c710d3513fb2eeacf8d2e4e1e9994729dd",
  ]);
});

it("differs where anything of the map differs", () => {
  const maps = [
    small,
    { ...small, precision: "lines" as const },
    { ...small, statements: small.statements.slice(0, 4) },
    { ...small, functions: noFunctions },
    { ...small, functions: { ...small.functions, names: ["fur"] } },
    { ...small, branches: branchColumns([{ type: "if", line: 2, column: 2, arms: [2, 2] }]) },
    { ...small, conditions: new Int32Array(0) },
    { ...small, totals: { lines: 2, functions: 1, branches: 2 } },
    { ...small, totals: { lines: 2, functions: 2, branches: 1 } },
    { ...small, precision: "lines" as const, totals: { lines: 2, functions: 1, branches: 2 } },
  ];
  expect(new Set(maps.map(mapDigest)).size).toBe(maps.length);
});
