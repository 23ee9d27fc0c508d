import { cutText } from "../input/cut-text.ts";
import { type Line, longLine, openLines } from "../input/lines.ts";
import { createCaseSink } from "../json/case-sink.ts";
import { failedRun } from "../json/problems.ts";
import { noTests } from "../no-tests.ts";
import { createProblemTally, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { moreFailures, oddPoint, openYaml, placeholder, strictNoise, tooDeep } from "./doubts.ts";
import { casesOf, isPlaceholder, keepLine, type Point } from "./point.ts";
import {
  addPoint,
  checkPlan,
  closePoint,
  openStream,
  orphans,
  type Stream,
  type StreamDoubt,
  setPlan,
} from "./stream.ts";
import { type PointLine, parseTapLine, type TapLine } from "./tap-line.ts";

/** Deeper subtests are not read. */
const deepest = 100;

/**
 * Reads TAP line by line. Subtests stand before their test point (node, tap) or in braces behind it (vitest); they
 * are kept until it is complete, everything else is given on at once.
 */
export function openSession({ sink }: ReadContext): ReadSession {
  const cases = createCaseSink(sink);
  const doubts = createProblemTally();
  /** From the outside in; the first is the whole report. */
  const streams: Stream[] = [openStream()];
  /** The YAML block being read, with the indentation of its point and its own. */
  let yaml: { readonly point: Point; readonly indent: number; readonly begin: number } | undefined;
  /** A YAML block stands directly behind its point, or behind another one. */
  let isBehindPoint = false;
  let failedPoints = 0;
  let summaryFailures = 0;
  let bailed: string | undefined;
  let isStrict = false;
  let number = 0;

  return openLines({ problem: (problem) => sink.problem(problem), line: readLine, end });

  function readLine(line: Line): void {
    number = line.number;
    if (line.isCut) doubt(longLine, `line ${number}`);
    const told = parseTapLine(line.text);
    if (yaml !== undefined && isInYaml(line.text, told, yaml)) return;
    const stream = streams.at(-1)!;
    const mayBeYaml = stream.last !== undefined && isBehindPoint;
    if (told.is !== "blank") isBehindPoint = told.is === "point" && told.indent % 4 === 0;
    if (told.is === "yaml" && mayBeYaml && told.indent > indentOf(stream))
      yaml = { point: stream.last!, indent: indentOf(stream), begin: told.indent };
    else if (told.is === "bail") bailed ??= told.reason;
    else if (told.is === "yaml" || told.indent % 4 !== 0) print(line.text, told);
    else if (told.is === "noise" || told.is === "blank" || told.is === "comment") print(line.text, told);
    else if (told.indent / 4 > deepest) doubt(tooDeep, `line ${number}`);
    else readAt(told.indent / 4, line.text, told);
  }

  /** True for lines up to `...`; a test point that is not indented below its own shows that the end is missing. */
  function isInYaml(
    text: string,
    told: TapLine,
    { point, indent, begin }: NonNullable<typeof yaml>,
  ): boolean {
    if ((told.is === "point" || told.is === "plan" || told.is === "bail") && told.indent <= indent) {
      doubt(openYaml, `line ${number}`);
      yaml = undefined;
      return false;
    }
    if (text.trim() !== "..." || told.indent > begin) keepLine(point.yaml, text);
    else {
      yaml = undefined;
      isBehindPoint = true;
    }
    return true;
  }

  function indentOf(stream: Stream): number {
    return streams.indexOf(stream) * 4;
  }

  /** What is no TAP at this place belongs to the failure before it. */
  function print(text: string, told: TapLine): void {
    if (told.is === "point" && !told.point.isOk && told.point.directive !== "todo")
      doubt(oddPoint, `line ${number}`);
    if (told.is === "noise" && isStrict) doubt(strictNoise, `line ${number}`);
    if (told.is === "comment" && told.indent === 0) {
      const failures = /^# fail(?:ed)?:?\s+(\d{1,15})$/.exec(told.text)?.[1];
      summaryFailures = Math.max(summaryFailures, Number(failures ?? 0));
    }
    const last = streams.findLast((stream) => stream.last !== undefined)?.last;
    if (last !== undefined && !last.line.isOk && !/^\s*# Subtest\b/.test(text)) keepLine(last.printed, text);
  }

  function readAt(level: number, text: string, told: TapLine): void {
    if (told.is === "pragma") {
      if (told.name === "strict") isStrict = told.isOn;
    } else if (told.is === "plan") setPlan(streamAt(level), told.plan, doubt);
    else if (told.is === "point") readPoint(level, told.point);
    else if (told.is === "open" && streams[level]?.last !== undefined && streams.length === level + 1)
      streams[level].isBraced = true;
    else if (told.is === "close" && streams[level]?.isBraced === true) closeBrace(level);
    else if (told.is !== "version") print(text, { is: "noise", indent: told.indent });
  }

  function streamAt(level: number): Stream {
    while (streams.length <= level) streams.push(openStream());
    return streams[level]!;
  }

  function readPoint(level: number, line: PointLine): void {
    // TAP stops at a bail-out; a failure behind it is still one.
    if (bailed !== undefined && line.isOk) return;
    const isFailure = !line.isOk && line.directive !== "todo";
    if (isFailure) failedPoints++;
    const stream = streamAt(level);
    const before = takeInner(level);
    give(stream, level);
    addPoint(stream, line, before);
  }

  /** The complete subtests below a level. */
  function takeInner(level: number): readonly Point[] {
    if (streams.length <= level + 1) return [];
    const adopted = takeInner(level + 1);
    const inner = streams.pop()!;
    give(inner, level + 1);
    if (inner.points > 0 || inner.plan !== undefined)
      checkPlan(inner, `a subtest before line ${number}`, bailed !== undefined, doubt);
    return [...inner.done, ...orphans(adopted, doubt)];
  }

  function closeBrace(level: number): void {
    const stream = streams[level]!;
    const inner = takeInner(level);
    if (stream.last !== undefined) stream.last.subtests = [...stream.last.subtests, ...inner];
    stream.isBraced = false;
  }

  /** The newest point of a stream is complete. */
  function give(stream: Stream, level: number): void {
    const point = closePoint(stream, doubt);
    if (point === undefined) return;
    if (level > 0) stream.done.push(point);
    else {
      if (isPlaceholder(point)) doubt(placeholder, quote(point.line.name));
      for (const told of casesOf(point, [])) cases.add(told);
    }
  }

  function end(): void {
    if (yaml !== undefined) doubt(openYaml, "that at the end");
    const [whole] = streams as [Stream];
    const left = takeInner(0);
    const isBraced = whole.isBraced && whole.last !== undefined;
    if (isBraced) whole.last!.subtests = orphans(left, doubt);
    give(whole, 0);
    if (!isBraced)
      for (const point of orphans(left, doubt)) for (const told of casesOf(point, [])) cases.add(told);
    if (whole.points > 0 || whole.plan === undefined || whole.plan.end > 0)
      checkPlan(whole, "the report", bailed !== undefined, doubt);
    if (summaryFailures > failedPoints)
      doubt(moreFailures, `${summaryFailures} where ${failedPoints} stand in the stream`);
    if (bailed !== undefined) tellBailOut(bailed);
    else if (cases.cases === 0) sink.problem(noTests);
    doubts.flush((problem) => sink.problem(problem));
    cases.close();
  }

  function tellBailOut(reason: string): void {
    const errors = [cutText(reason === "" ? "The stream says that it bailed out." : reason)];
    sink.run({ source: "tap", verdict: "failed", errors });
    if (cases.failing === 0) sink.problem(failedRun("The TAP stream", "failed", errors));
  }

  function doubt(...[what, example]: Parameters<StreamDoubt>): void {
    doubts.add(what, example, { line: number });
  }
}
