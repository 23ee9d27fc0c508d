import { detach } from "../input/detach.ts";
import { noData } from "../line-coverage/doubts.ts";
import { unknownLine } from "../line-coverage/hits.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { noPath, outsideFile, unknownElement } from "../xml-coverage/doubts.ts";
import { withSlashes } from "../xml-coverage/file-path.ts";
import { createMeasuredFile, type MeasuredFile, type Totals } from "../xml-coverage/measured-file.ts";
import { readCount, readLineNumber, written } from "../xml-coverage/read-count.ts";
import { type CountPair, conditionsOf, meaningOf, producerOf } from "./dialect.ts";
import { tooManyConditions, unknownMeaning, unknownType } from "./doubts.ts";
import { addDeclared, compareDeclared } from "./totals.ts";

/** A file, and the numbers of its branches by line, whose meaning is known at the end only. */
type CloverFile = { readonly measured: MeasuredFile; readonly pairs: Map<number, CountPair[]> };

/** Reads a report line by line. What Clover calls test code (`testproject`) is passed over, as in its own totals. */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const doubts = createProblemTally();
  const files = new Map<string, CloverFile>();
  const declared = new Map<keyof Totals, number>();
  let version = "";
  let holdsClasses = false;
  let file: CloverFile | undefined;
  /** Open `testproject` elements. */
  let testProjects = 0;
  /** Names of the open elements below the root that may hold metrics. */
  const open: string[] = [];

  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === "coverage") version = detach(attributes.get("clover") ?? "");
      else if (name === "testproject") testProjects++;
      else if (testProjects === 0) readElement(name, attributes);
      open.push(name);
      return false;
    },
    text() {},
    close(name, complete) {
      open.pop();
      if (name === "testproject") testProjects--;
      else if (name === "file" && testProjects === 0) file = undefined;
      else if (name === "project" && !complete) declared.clear();
    },
    problem: (problem) => sink.problem(problem),
  });

  return {
    write: (chunk) => scanner.write(chunk),
    end() {
      scanner.end();
      tellBranches();
      const totals = Array.from(files.values(), ({ measured }) => measured.totals());
      compareDeclared(declared, totals, meaningOf({ version, holdsClasses }) === "arms", doubts);
      doubts.flush(sink.problem);
      const producer = producerOf({ version, holdsClasses });
      if (producer !== undefined) sink.producer(producer);
      if (files.size === 0) sink.problem(noData);
      for (const [path, { measured }] of files) {
        files.delete(path);
        sink.file(measured.toCoverage(path));
      }
    },
  };

  function readElement(name: string, attributes: XmlAttributes): void {
    if (name === "line") readLine(attributes);
    else if (name === "file") file = fileOf(attributes);
    else if (name === "class") holdsClasses = true;
    else if (name === "metrics" && open.at(-1) === "project") addDeclared(declared, attributes);
    else if (!silentElements.has(name)) doubt(unknownElement, quote(name));
  }

  /** PHPUnit and some others write the path as the name. */
  function fileOf(attributes: XmlAttributes): CloverFile {
    const path = withSlashes(attributes.get("path") ?? attributes.get("name") ?? "");
    if (path === "") doubt(noPath, "a file element without path and name");
    const known = files.get(path);
    if (known !== undefined) return known;
    const added = { measured: createMeasuredFile(maps), pairs: new Map<number, CountPair[]>() };
    files.set(detach(path), added);
    return added;
  }

  function readLine(attributes: XmlAttributes): void {
    if (file === undefined) {
      doubt(outsideFile, `the one of line ${written(attributes, "num")}`);
      return;
    }
    const line = readLineNumber(attributes, "num", doubt);
    const type = attributes.get("type") ?? "stmt";
    if (type === "method") readMethod(file, line, attributes);
    else if (type === "cond") readBranches(file, line, attributes);
    else {
      if (type !== "stmt") doubt(unknownType, `type=${quote(type)}`);
      file.measured.addLine(line, readCount(attributes, "count", doubt));
    }
  }

  function readMethod({ measured }: CloverFile, line: number, attributes: XmlAttributes): void {
    holdsClasses = true;
    const name = attributes.get("signature") ?? attributes.get("name") ?? "";
    measured.addFunction(detach(name), line, readCount(attributes, "count", doubt));
  }

  /** Clover's conditions have no count: they ran as often as they came out true or false. */
  function readBranches({ measured, pairs }: CloverFile, line: number, attributes: XmlAttributes): void {
    const pair = [
      readCount(attributes, "truecount", doubt),
      readCount(attributes, "falsecount", doubt),
    ] as const;
    const isCounted = attributes.get("count") !== undefined;
    measured.addLine(line, isCounted ? readCount(attributes, "count", doubt) : Math.max(...pair));
    if (line === unknownLine) return;
    const known = pairs.get(line);
    if (known === undefined) pairs.set(line, [pair]);
    else known.push(pair);
  }

  function tellBranches(): void {
    const meaning = meaningOf({ version, holdsClasses });
    for (const [path, { measured, pairs }] of files) {
      for (const [line, found] of pairs) {
        const conditions = conditionsOf(found, meaning);
        if (!conditions.plausible) doubts.add(tooManyConditions, `line ${line} of ${quote(path)}`);
        if (meaning === "unknown") doubts.add(unknownMeaning, `line ${line} of ${quote(path)}`);
        if (conditions.total > 0) measured.addConditions(line, conditions.covered, conditions.total);
      }
    }
  }

  function doubt(what: Doubt, example: string): void {
    doubts.add(what, example, { line: scanner.place().line });
  }
}

const silentElements: ReadonlySet<string> = new Set(["project", "package", "metrics", "class"]);
