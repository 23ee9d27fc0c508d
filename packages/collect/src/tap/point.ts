import { type Detail, isFailing, type TestStatus } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { detach } from "../input/detach.ts";
import { cleanName } from "../json/clean-name.ts";
import { toDetail } from "../json/to-detail.ts";
import { detailTextLimit, type RawTest } from "../reader.ts";
import { isScriptFile, placeInFile } from "../titles/suite-file.ts";
import type { PointLine } from "./tap-line.ts";
import { yamlDuration, yamlFacts } from "./yaml-facts.ts";

/** A test point with what follows it, and its subtests. */
export type Point = {
  readonly line: PointLine;
  /** 1-based position among the points of its stream. */
  readonly ordinal: number;
  /** Lines of YAML, or else what was printed behind the point. */
  readonly yaml: KeptLines;
  readonly printed: KeptLines;
  durationUs: number | undefined;
  subtests: readonly Point[];
};

/** Lines up to the limit for failure texts. */
export type KeptLines = { readonly lines: string[]; length: number };

export function keepLine(kept: KeptLines, line: string): void {
  if (kept.length <= detailTextLimit) kept.lines.push(detach(line.slice(0, 2 * detailTextLimit)));
  kept.length += line.length + 1;
}

export function createPoint(line: PointLine, ordinal: number): Point {
  return {
    line,
    ordinal,
    yaml: { lines: [], length: 0 },
    printed: { lines: [], length: 0 },
    durationUs: undefined,
    subtests: [],
  };
}

/** The cases of a point: itself, or its subtests; itself too when it failed and none of them did. */
export function casesOf(point: Point, suite: readonly string[]): readonly RawTest[] {
  const name = nameOf(point);
  const below = point.subtests.flatMap((subtest) => casesOf(subtest, [...suite, name]));
  const isAlone = isFailing(statusOf(point)) && !below.some(({ status }) => isFailing(status));
  return below.length > 0 && !isAlone ? below : [caseOf(point, suite, name), ...below];
}

function caseOf(point: Point, suite: readonly string[], name: string): RawTest {
  const status = statusOf(point);
  return {
    ...placeOf(suite, name),
    status,
    ...(point.durationUs === undefined ? {} : { durationUs: point.durationUs }),
    details: detailsOf(point, status),
  };
}

/** `not ok # TODO` is no failure; `not ok # SKIP` contradicts itself and is one. */
function statusOf({ line }: Point): TestStatus {
  if (line.directive === "todo") return "todo";
  if (!line.isOk) return "failed";
  return line.directive === "skip" ? "skipped" : "passed";
}

function nameOf({ line, ordinal }: Point): string {
  const name = cleanName(line.name);
  return name === "" ? `test ${line.id ?? ordinal}` : detach(name);
}

/**
 * Runners of files name the file as the outermost test, or in front of a flat title; then it is the file, as in
 * their other reports. A test that is named by its file stands for the whole file.
 */
function placeOf(suite: readonly string[], name: string): Pick<RawTest, "file" | "suite" | "name"> {
  if (suite.length > 0) return placeInFile(suite, name);
  const [file = "", ...titles] = name.split(" > ");
  if (!isScriptFile(file)) return { suite, name };
  const own = titles.pop() ?? file.slice(file.lastIndexOf("/") + 1);
  return { file, suite: titles, name: own };
}

/**
 * True for the pass that node:test (known by its YAML) tells for a file in which it saw no test end: also when the
 * first test of the file called `process.exit(0)`.
 */
export function isPlaceholder({ line, yaml, subtests }: Point): boolean {
  return (
    line.isOk && subtests.length === 0 && isScriptFile(line.name) && yamlDuration(yaml.lines) !== undefined
  );
}

function detailsOf(point: Point, status: TestStatus): readonly Detail[] {
  const { line, yaml, printed } = point;
  if (status === "passed") return [];
  if (status === "skipped" || (status === "todo" && line.isOk))
    return line.reason === "" ? [] : [{ kind: "skip", message: cutText(line.reason) }];
  if (yaml.lines.length > 0) return [yamlFacts(yaml.lines)];
  const text = printed.lines.join("\n");
  return [text.trim() === "" ? { kind: "failure", message: "The test failed." } : toDetail("failure", text)];
}
