// junit-report-merger: all reports in one, which is written. It does not count; the one that it wrote is counted afterwards.
import { readFileSync } from "node:fs";
import { mergeFiles } from "junit-report-merger";

const [list, merged] = process.argv.slice(2);
await mergeFiles(merged, readFileSync(list, "utf8").trim().split("\n"));
