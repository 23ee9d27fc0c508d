import { detach } from "../input/detach.ts";
import { noData } from "../line-coverage/doubts.ts";
import { unknownLine } from "../line-coverage/hits.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { lostLines, noPath, otherTotals, unknownElement } from "../xml-coverage/doubts.ts";
import { withSlashes } from "../xml-coverage/file-path.ts";
import { readCount, readLineNumber, written } from "../xml-coverage/read-count.ts";
import { unknownFile, unplacedBranch } from "./doubts.ts";
import { createSourceFile, type SourceFile } from "./source-file.ts";

/** Reads a report point by point. What a filter or an attribute took out (`skippedDueTo`) was not measured. */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const doubts = createProblemTally();
  const files = new Map<string, SourceFile>();
  /** The files of the open module by the number that its points use. */
  let filesOfModule = new Map<string, SourceFile>();
  let method: OpenMethod | undefined;
  let text = "";
  const declared = { points: 0, visited: 0 };
  const counted = { points: 0, visited: 0 };
  let isComplete = true;
  const open: string[] = [];
  /** How many of the open elements lie in one that is skipped, itself too. */
  let skipped = 0;

  const scanner = createXmlScanner({
    open(name, attributes) {
      if (skipped > 0 || attributes.get("skippedDueTo") !== undefined) skipped++;
      else readElement(name, attributes);
      const wantsText = skipped === 0 && name === "Name" && open.at(-1) === "Method";
      open.push(name);
      if (wantsText) text = "";
      return wantsText;
    },
    text(piece) {
      text += piece;
    },
    close(name, complete) {
      open.pop();
      if (skipped > 0) skipped--;
      else if (name === "Name" && method !== undefined) method.name = detach(text);
      else if (name === "Method") endMethod();
      if (name === "CoverageSession" && !complete) isComplete = false;
    },
    problem: (problem) => sink.problem(problem),
  });

  return {
    write: (chunk) => scanner.write(chunk),
    end() {
      scanner.end();
      if (isComplete) compareTotals();
      doubts.flush(sink.problem);
      if (files.size === 0) sink.problem(noData);
      for (const [path, file] of files) {
        files.delete(path);
        sink.file(file.toCoverage(path, maps));
      }
    },
  };

  function readElement(name: string, attributes: XmlAttributes): void {
    if (name === "SequencePoint") readPoint(attributes);
    else if (name === "BranchPoint") readBranch(attributes);
    else if (name === "MethodPoint") readMethodPoint(attributes);
    else if (name === "Method")
      method = { name: "", entries: undefined, points: [], branches: [], fileId: "" };
    else if (name === "FileRef" && method !== undefined) method.fileId = attributes.keep("uid") ?? "";
    else if (name === "File") addFile(attributes);
    else if (name === "Module") filesOfModule = new Map();
    else if (name === "Summary" && open.at(-1) === "CoverageSession") addDeclared(attributes);
    else if (!silentElements.has(name)) doubt(unknownElement, quote(name));
  }

  function addFile(attributes: XmlAttributes): void {
    const path = withSlashes(attributes.get("fullPath") ?? "");
    if (path === "") doubt(noPath, "a File element without fullPath");
    const file = files.get(path) ?? createSourceFile();
    files.set(detach(path), file);
    filesOfModule.set(attributes.keep("uid") ?? "", file);
  }

  function readPoint(attributes: XmlAttributes): void {
    const hits = readCount(attributes, "vc", doubt);
    counted.points++;
    if (hits > 0) counted.visited++;
    if (attributes.integer("sl") === hiddenLine) return;
    const line = readLineNumber(attributes, "sl", doubt);
    const fileId = attributes.keep("fileid");
    if (method === undefined) doubt(unknownFile, `one of line ${written(attributes, "sl")} outside a method`);
    else method.points.push({ line, hits, fileId });
  }

  function readBranch(attributes: XmlAttributes): void {
    const hits = readCount(attributes, "vc", doubt);
    const line = readLineNumber(attributes, "sl", doubt);
    const offset = attributes.integer("offset");
    const path = attributes.integer("path");
    const fileId = attributes.keep("fileid");
    if (!isNumber(offset) || !isNumber(path))
      doubt(unplacedBranch, `one of line ${written(attributes, "sl")}`);
    else if (method === undefined)
      doubt(unknownFile, `one of line ${written(attributes, "sl")} outside a method`);
    else method.branches.push({ line, offset, path, hits, fileId });
  }

  /** How often the method was entered; some tools leave the numbers out. */
  function readMethodPoint(attributes: XmlAttributes): void {
    if (method !== undefined && attributes.get("vc") !== undefined)
      method.entries = readCount(attributes, "vc", doubt);
  }

  /** A method without a point has no code of the source: accessors, state machines and the like. */
  function endMethod(): void {
    if (method === undefined) return;
    const { name, points, branches, entries, fileId } = method;
    method = undefined;
    for (const { line, hits, fileId: own } of points) fileOf(own ?? fileId, line)?.addPoint(line, hits);
    for (const { fileId: own, ...branch } of branches)
      fileOf(own ?? fileId, branch.line)?.addBranch({ ...branch, method: name });
    const first = points.reduce<Point | undefined>(earlier, undefined);
    if (first === undefined) return;
    const hits = entries ?? points.reduce((most, point) => Math.max(most, point.hits), 0);
    fileOf(first.fileId ?? fileId, first.line)?.addMethod(name, first.line, hits);
  }

  function fileOf(id: string, line: number): SourceFile | undefined {
    const file = filesOfModule.get(id);
    if (file === undefined) doubt(unknownFile, `one of line ${line} with the file ${quote(id)}`);
    return file;
  }

  function addDeclared(summary: XmlAttributes): void {
    declared.points += summary.integer("numSequencePoints") || 0;
    declared.visited += summary.integer("visitedSequencePoints") || 0;
  }

  /** Branches of the summary are not looked at: tools add one for each method, or leave those of the compiler out. */
  function compareTotals(): void {
    const isLarger = declared.points > counted.points || declared.visited > counted.visited;
    if (isLarger) doubts.add(lostLines, inWords());
    else if (declared.points > 0 && declared.points !== counted.points) doubts.add(otherTotals, inWords());
  }

  function inWords(): string {
    return `numSequencePoints=${declared.points} and visitedSequencePoints=${declared.visited}, where ${counted.points} and ${counted.visited} are counted`;
  }

  function doubt(what: Doubt, example: string): void {
    doubts.add(what, example, { line: scanner.place().line });
  }
}

type Point = {
  readonly line: number;
  readonly hits: number;
  /** Older reports name the file at the method only. */
  readonly fileId: string | undefined;
};

type OpenMethod = {
  name: string;
  entries: number | undefined;
  fileId: string;
  readonly points: Point[];
  readonly branches: (Point & { readonly offset: number; readonly path: number })[];
};

function earlier(a: Point | undefined, b: Point): Point {
  if (a === undefined || a.line === unknownLine) return b;
  return b.line !== unknownLine && b.line < a.line ? b : a;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

/** What .NET compilers give code that belongs to no line of the source (0xFEEFEE). */
const hiddenLine = 16_707_566;

/** Elements that only hold others, name things, or say which test ran what. */
const silentElements: ReadonlySet<string> = new Set(
  (
    "root CoverageSession Summary Modules ModulePath ModuleTime ModuleName FullName Files Classes Class Methods " +
    "MetadataToken Name FileRef SequencePoints BranchPoints TrackedMethods TrackedMethod TrackedMethodRefs " +
    "TrackedMethodRef Times Time Threads Thread Calls Call"
  ).split(" "),
);
