import type { Members } from "../json/members.ts";
import { openObject } from "../json/open-object.ts";
import { noData } from "../line-coverage/doubts.ts";
import { createProblemTally, type ProblemTally } from "../problem-tally.ts";
import type { ReadContext, ReadSession, Sink } from "../reader.ts";
import { type CountedFile, createCountedFile } from "./counted-file.ts";

/** What the parts of a reader need to put down what they find. */
export type CoverageContext = {
  readonly sink: Sink;
  readonly doubts: ProblemTally;
  /** False when the document is cut, so that members may be missing. */
  readonly whole: boolean;
  /** The one file of that path; what a report says of it in several places adds. */
  fileOf(path: string): CountedFile;
  /** All files so far. */
  files(): Iterable<CountedFile>;
};

/** Reads a coverage report that is one JSON object; hands out its files, and says the doubts, when it is read. */
export function openCoverage(
  { sink, maps }: ReadContext,
  read: (root: Members, context: CoverageContext) => void,
): ReadSession {
  return openObject(sink, (root, whole) => {
    const doubts = createProblemTally();
    const files = new Map<string, CountedFile>();
    read(root, {
      sink,
      doubts,
      whole,
      fileOf: (path) => fileIn(files, path),
      files: () => files.values(),
    });
    doubts.flush((problem) => sink.problem(problem));
    if (files.size === 0) sink.problem(noData);
    for (const [path, file] of files) sink.file(file.toCoverage(path, maps));
  });
}

function fileIn(files: Map<string, CountedFile>, path: string): CountedFile {
  const known = files.get(path);
  if (known !== undefined) return known;
  const file = createCountedFile();
  files.set(path, file);
  return file;
}
