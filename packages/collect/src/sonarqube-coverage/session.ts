import { mostConditions } from "@tollgate/model";
import { detach } from "../input/detach.ts";
import { noData } from "../line-coverage/doubts.ts";
import { unknownLine } from "../line-coverage/hits.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { noPath, outsideFile, unknownElement } from "../xml-coverage/doubts.ts";
import { withSlashes } from "../xml-coverage/file-path.ts";
import { createMeasuredFile, type MeasuredFile } from "../xml-coverage/measured-file.ts";
import { readLineNumber, readOptionalCount, written } from "../xml-coverage/read-count.ts";
import { badBranches, untoldLine } from "./doubts.ts";

/** Reads a report line by line. Lines say whether they ran, not how often. */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const doubts = createProblemTally();
  const files = new Map<string, MeasuredFile>();
  let file: MeasuredFile | undefined;

  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === "lineToCover") readLine(attributes);
      else if (name === "file") file = fileOf(attributes);
      else if (name !== "coverage") doubt(unknownElement, quote(name));
      return false;
    },
    text() {},
    close(name) {
      if (name === "file") file = undefined;
    },
    problem: (problem) => sink.problem(problem),
  });

  return {
    write: (chunk) => scanner.write(chunk),
    end() {
      scanner.end();
      doubts.flush(sink.problem);
      if (files.size === 0) sink.problem(noData);
      for (const [path, measured] of files) {
        files.delete(path);
        sink.file(measured.toCoverage(path));
      }
    },
  };

  function fileOf(attributes: XmlAttributes): MeasuredFile {
    const path = withSlashes(attributes.get("path") ?? "");
    if (path === "") doubt(noPath, "a file element without a path");
    const known = files.get(path);
    if (known !== undefined) return known;
    const added = createMeasuredFile(maps);
    files.set(detach(path), added);
    return added;
  }

  function readLine(attributes: XmlAttributes): void {
    if (file === undefined) {
      doubt(outsideFile, `the one of line ${written(attributes, "lineNumber")}`);
      return;
    }
    const line = readLineNumber(attributes, "lineNumber", doubt);
    const covered = attributes.get("covered")?.toLowerCase();
    if (covered !== "true" && covered !== "false")
      doubt(untoldLine, `line ${written(attributes, "lineNumber")}`);
    file.addLine(line, Number(covered === "true"));
    readBranches(file, line, attributes);
  }

  function readBranches(into: MeasuredFile, line: number, attributes: XmlAttributes): void {
    const total = readOptionalCount(attributes, "branchesToCover", doubt);
    const covered = readOptionalCount(attributes, "coveredBranches", doubt);
    const plausible = total <= mostConditions && covered <= total;
    if (!plausible) doubt(badBranches, `line ${written(attributes, "lineNumber")}`);
    const found = Math.min(Math.max(total, Number(!plausible)), mostConditions);
    if (found > 0 && line !== unknownLine) into.addConditions(line, plausible ? covered : 0, found);
  }

  function doubt(what: Doubt, example: string): void {
    doubts.add(what, example, { line: scanner.place().line });
  }
}
