import { type BranchEntity, type CoverageMap, coverageMetrics, type FunctionEntity } from "../coverage.ts";
import type { BundleText } from "./bundle-text.ts";

/** What `decodeMap` reads, as JSON. */
export function writeMap(map: CoverageMap, to: BundleText): void {
  const { precision, statements, functions, branches, conditions, totals } = map;
  to.text(`{"precision":"${precision}","statements":"`);
  to.rows(statements, 4);
  to.text(`","functions":{"names":${JSON.stringify(functions.map(({ name }) => name))},"places":"`);
  writeFunctions(functions, to);
  to.text(`"},"branches":{"types":${JSON.stringify(branches.map(({ type }) => type))},"places":"`);
  writeBranches(branches, to);
  to.text('","arms":"');
  writeArms(branches, to);
  to.text('"},"conditions":"');
  to.rows(conditions, 2);
  to.text('"');
  if (totals !== undefined)
    to.text(`,"totals":${JSON.stringify(coverageMetrics.map((metric) => totals[metric]))}`);
  to.text("}");
}

function writeFunctions(functions: readonly FunctionEntity[], to: BundleText): void {
  let before = { line: 0, column: 0, endLine: 0 };
  for (const entity of functions) {
    to.step(entity.line - before.line);
    to.step(entity.column - before.column);
    to.step(entity.endLine - before.endLine);
    before = entity;
  }
}

function writeBranches(branches: readonly BranchEntity[], to: BundleText): void {
  let [line, column, arms] = [0, 0, 0];
  for (const branch of branches) {
    to.step(branch.line - line);
    to.step(branch.column - column);
    to.step((branch.arms.length - arms) / 2);
    ({ line, column } = branch);
    arms = branch.arms.length;
  }
}

/** Those of all branches as one list. */
function writeArms(branches: readonly BranchEntity[], to: BundleText): void {
  let [line, column] = [0, 0];
  for (const { arms } of branches) {
    for (let i = 0; i < arms.length; i += 2) {
      to.step(arms[i]! - line);
      to.step(arms[i + 1]! - column);
      line = arms[i]!;
      column = arms[i + 1]!;
    }
  }
}
