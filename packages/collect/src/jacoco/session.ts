import { mostConditions } from "@tollgate/model";
import { detach } from "../input/detach.ts";
import { noData } from "../line-coverage/doubts.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { noPath, outsideFile, unknownElement } from "../xml-coverage/doubts.ts";
import type { MeasuredFile } from "../xml-coverage/measured-file.ts";
import { readLineNumber, readOptionalCount, written } from "../xml-coverage/read-count.ts";
import { badBranches, homelessMethods, untoldLine, untoldMethod } from "./doubts.ts";
import { nameFiles, type PackageOfGroup } from "./name-files.ts";
import { createPackagePart, type Method, type PackagePart } from "./package-part.ts";
import { type Counters, compareCounters, keepCounter } from "./totals.ts";

/** Reads a report line by line. Instructions decide whether a line ran, and are not kept. */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const doubts = createProblemTally();
  /** By group and package: groups of several modules may hold packages of one name. */
  const packages = new Map<string, PackageOfGroup>();
  const groups: string[] = [];
  const counters: Counters = new Map();
  /** JaCoCo itself names the sessions of its agent; others that write the format do not. */
  let isJacoco = false;
  let part: PackagePart | undefined;
  let file: MeasuredFile | undefined;
  let className = "";
  let sourceFile: string | undefined;
  let method: OpenMethod | undefined;
  const open: string[] = [];

  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === "line") readLine(attributes);
      else if (name === "counter") readCounter(attributes);
      else if (name === "method") method = beginMethod(attributes);
      else if (name === "class") beginClass(attributes);
      else if (name === "sourcefile") file = beginFile(attributes);
      else if (name === "package") part = beginPackage(attributes);
      else if (name === "group") groups.push(detach(attributes.get("name") ?? ""));
      else if (name === "sessioninfo") isJacoco = true;
      else if (name !== "report") doubt(unknownElement, quote(name));
      open.push(name);
      return false;
    },
    text() {},
    close(name, complete) {
      open.pop();
      if (name === "sourcefile") file = undefined;
      else if (name === "method") endMethod();
      else if (name === "group") groups.pop();
      else if (name === "package") part = undefined;
      else if (name === "report" && !complete) counters.clear();
    },
    problem: (problem) => sink.problem(problem),
  });

  return {
    write: (chunk) => scanner.write(chunk),
    end() {
      scanner.end();
      const all = [...packages.values()];
      for (const { part: found } of all)
        found.placeMethods((name) => doubts.add(homelessMethods, quote(name)));
      const totals = all.flatMap(({ part: { files } }) => Array.from(files.values(), (one) => one.totals()));
      compareCounters(counters, totals, isJacoco, doubts);
      doubts.flush(sink.problem);
      if (totals.length === 0) sink.problem(noData);
      for (const { path, inSourceRoot, measured } of nameFiles(all))
        sink.file({ ...measured.toCoverage(path), inSourceRoot });
    },
  };

  function beginPackage(attributes: XmlAttributes): PackagePart {
    const name = detach(attributes.get("name") ?? "");
    const key = [...groups, name].join("\0");
    const known = packages.get(key)?.part;
    if (known !== undefined) return known;
    const added = createPackagePart(maps);
    packages.set(key, { groups: [...groups], name, part: added });
    return added;
  }

  function beginFile(attributes: XmlAttributes): MeasuredFile | undefined {
    const name = attributes.get("name") ?? "";
    if (name === "") doubt(noPath, "a sourcefile element without a name");
    return part?.fileOf(detach(name));
  }

  function beginClass(attributes: XmlAttributes): void {
    className = detach(attributes.get("name") ?? "");
    sourceFile = attributes.keep("sourcefilename");
  }

  function readLine(attributes: XmlAttributes): void {
    if (file === undefined) {
      doubt(outsideFile, `the one of line ${written(attributes, "nr")}`);
      return;
    }
    const line = readLineNumber(attributes, "nr", doubt);
    const covered = readOptionalCount(attributes, "ci", doubt);
    readOptionalCount(attributes, "mi", doubt);
    if (attributes.get("ci") === undefined) doubt(untoldLine, `line ${written(attributes, "nr")}`);
    file.addLine(line, Number(covered > 0));
    readBranches(file, line, attributes);
  }

  function readBranches(into: MeasuredFile, line: number, attributes: XmlAttributes): void {
    const missed = readOptionalCount(attributes, "mb", doubt);
    const covered = readOptionalCount(attributes, "cb", doubt);
    const total = missed + covered;
    const plausible = total <= mostConditions;
    if (!plausible) doubt(badBranches, `line ${written(attributes, "nr")}`);
    if (total > 0 && line !== unknownLine)
      into.addConditions(line, plausible ? covered : 0, Math.min(total, mostConditions));
  }

  /** Counters of classes, files, packages and groups repeat those of methods and lines. */
  function readCounter(attributes: XmlAttributes): void {
    if (open.at(-1) === "report") keepCounter(counters, attributes);
    if (method === undefined || open.at(-1) !== "method") return;
    if (attributes.get("type") !== "METHOD") return;
    method.isTold = true;
    method.hit = readOptionalCount(attributes, "covered", doubt) > 0;
  }

  function beginMethod(attributes: XmlAttributes): OpenMethod {
    return {
      className,
      sourceFile,
      signature: detach(`${attributes.get("name") ?? ""}${attributes.get("desc") ?? ""}`),
      // Code that is compiled without line numbers has none.
      line: lineNumber(attributes.integer("line") ?? unknownLine),
      hit: false,
      isTold: false,
    };
  }

  function endMethod(): void {
    if (method === undefined || part === undefined) return;
    if (!method.isTold) doubt(untoldMethod, quote(`${method.className}.${method.signature}`));
    part.addMethod(method);
    method = undefined;
  }

  function doubt(what: Doubt, example: string): void {
    doubts.add(what, example, { line: scanner.place().line });
  }
}

type OpenMethod = Omit<Method, "hit"> & { hit: boolean; isTold: boolean };
