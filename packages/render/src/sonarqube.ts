import type { MergedFile, Report } from "@tollgate/model";
import { xmlAttribute } from "@tollgate/text";
import { measuredLines } from "./measured-lines.ts";
import { ownOutput } from "./own-output.ts";

/** Merged coverage as SonarQube's generic coverage, paths below the repository's root. */
export function* renderSonarqube({ coverage }: Report): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${ownOutput} -->\n<coverage version="1">\n`;
  for (const file of coverage) yield* fileElement(file);
  yield "</coverage>\n";
}

function* fileElement(file: MergedFile): Generator<string> {
  yield `<file path="${xmlAttribute(file.path)}">\n`;
  for (const { line, hits, arms } of measuredLines(file)) {
    const branches =
      arms === undefined ? "" : ` branchesToCover="${arms.found}" coveredBranches="${arms.hit}"`;
    yield `<lineToCover lineNumber="${line}" covered="${hits > 0}"${branches}/>\n`;
  }
  yield "</file>\n";
}
