// What most people write: a loop over istanbul-lib-coverage, then istanbul's own writers for lcov and JSON.
import { readFileSync } from "node:fs";
import coverage from "istanbul-lib-coverage";
import report from "istanbul-lib-report";
import reports from "istanbul-reports";

const [list, out] = process.argv.slice(2);
const map = coverage.createCoverageMap({});
for (const path of readFileSync(list, "utf8").trim().split("\n")) {
  map.merge(JSON.parse(readFileSync(path, "utf8")));
}
const context = report.createContext({ dir: out, coverageMap: map });
for (const name of ["lcovonly", "json"]) reports.create(name).execute(context);
const { lines, functions, branches } = map.getCoverageSummary();
process.stdout.write(`${JSON.stringify({ lines, functions, branches })}\n`);
