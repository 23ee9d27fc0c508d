import type { MergedFile, Report } from "@tollgate/model";
import { xmlAttribute } from "@tollgate/text";
import { measuredLines } from "./measured-lines.ts";
import { ownOutput } from "./own-output.ts";
import { placedFiles } from "./placed-file.ts";
import { createTextBuilder, type Piece, type TextBuilder } from "./text-builder.ts";

/** Merged coverage as SonarQube's generic coverage, paths below the repository's root. */
export function* renderSonarqube({ coverage }: Report): Generator<Piece> {
  const out = createTextBuilder();
  out.text(`<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${ownOutput} -->\n<coverage version="1">\n`);
  for (const file of placedFiles(coverage)) yield* fileElement(file, out);
  out.fixed("</coverage>\n");
  yield out.take();
}

function* fileElement(file: MergedFile, out: TextBuilder): Generator<Piece> {
  out.text(`<file path="${xmlAttribute(file.path)}">\n`);
  const { lines, hits, arms } = measuredLines(file);
  for (let i = 0; i < lines.length; i++) {
    out.fixed('<lineToCover lineNumber="');
    out.integer(lines[i]!);
    out.fixed(hits[i]! > 0 ? '" covered="true"' : '" covered="false"');
    const found = arms.found[i]!;
    if (found > 0) out.text(` branchesToCover="${found}" coveredBranches="${arms.hit[i]}"`);
    out.fixed("/>\n");
    if (out.isFull()) yield out.take();
  }
  out.fixed("</file>\n");
}
