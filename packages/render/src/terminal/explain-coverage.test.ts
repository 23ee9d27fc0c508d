import { type FileExplanation, type LineRange, unsharded } from "@tollgate/model";
import { expect, it } from "vitest";
import { renderCoverageExplanation } from "./explain-coverage.ts";

const figures = { found: 6, hit: 3, mayHit: 3 };

it.each<[what: string, unsure: readonly LineRange[], words: string]>([
  ["all uncovered lines", [[2, 4]], "all of these may be covered"],
  ["some uncovered lines", [[4, 4]], "of these may be covered: line 4"],
])("says that %s may be covered", (_, unsure, words) => {
  const shown = renderCoverageExplanation(aFile(unsure), { color: false, width: 100 });
  expect(shown.split("\n").slice(3, 5)).toEqual(["  uncovered     lines 2–4", `  not certain   ${words}`]);
});

function aFile(unsure: readonly LineRange[]): FileExplanation {
  const told = { lines: figures, functions: figures, branches: figures };
  return {
    schema: "tollgate/explain-coverage/1",
    about: "file",
    path: "src/cart.ts",
    package: "cart",
    owners: [],
    group: { name: "src/cart.ts", merged: { files: 1, ...told }, byKind: [] },
    uncovered: [[2, 4]],
    unsure,
    onlyBy: [],
    notBy: [],
    phantoms: 0,
    reports: [
      {
        report: "coverage/coverage-summary.json",
        origin: {
          ...{ package: "cart", kind: "unit", job: "", shard: unsharded, attempt: 1 },
          ...{ environment: [], invocation: "" },
        },
        superseded: false,
        precision: "totals",
        ...told,
      },
    ],
  };
}
