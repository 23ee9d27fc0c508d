import {
  compareText,
  type Extent,
  extentsOf,
  type FileExtents,
  type MergedFile,
  type Report,
  sumExtents,
} from "@tollgate/model";
import { xmlAttribute } from "@tollgate/text";
import { measuredLines } from "./measured-lines.ts";
import { ownOutput } from "./own-output.ts";
import { placedFiles } from "./placed-file.ts";
import { createTextBuilder, numberedPart, type Piece, type TextBuilder } from "./text-builder.ts";

/**
 * Merged coverage as one Cobertura file, paths below the repository's root: what GitHub's coverage upload and most
 * viewers take. Without a DOCTYPE, since careful parsers refuse one; without methods, as coverage.py writes it,
 * since readers count their lines twice; the time stamp is 0, since outputs do not depend on a clock.
 */
export function* renderCobertura(report: Report): Generator<Piece> {
  const packages = packagesOf(report);
  const out = createTextBuilder();
  out.text(`<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${ownOutput} -->\n`);
  out.text(coverageElement(packages.flatMap(([, files]) => files)));
  out.fixed("<sources><source>.</source></sources>\n<packages>\n");
  for (const [name, files] of packages) {
    out.text(`<package name="${xmlAttribute(name)}" ${rates(files)} complexity="0">\n<classes>\n`);
    for (const file of files) yield* classElement(file, out);
    out.fixed("</classes>\n</package>\n");
  }
  out.fixed("</packages>\n</coverage>\n");
  yield out.take();
}

type Measured = { readonly file: MergedFile; readonly extents: FileExtents };

function packagesOf({ coverage }: Report): readonly (readonly [name: string, files: readonly Measured[]])[] {
  const packages = new Map<string, Measured[]>();
  for (const file of placedFiles(coverage)) {
    const measured = { file, extents: extentsOf(file.map, file.counts, file.mayCounts) };
    const files = packages.get(file.package);
    if (files === undefined) packages.set(file.package, [measured]);
    else files.push(measured);
  }
  return [...packages].sort(([a], [b]) => compareText(a, b));
}

function coverageElement(files: readonly Measured[]): string {
  const lines = sumExtents(files.map(({ extents }) => extents.lines));
  const branches = sumExtents(files.map(({ extents }) => extents.branches));
  return `<coverage ${rates(files)} lines-covered="${lines.hit}" lines-valid="${lines.found}" branches-covered="${branches.hit}" branches-valid="${branches.found}" complexity="0" version="tollgate" timestamp="0">\n`;
}

function* classElement({ file, extents }: Measured, out: TextBuilder): Generator<Piece> {
  const path = xmlAttribute(file.path);
  out.text(
    `<class name="${path}" filename="${path}" ${rates([{ file, extents }])} complexity="0">\n<methods/>\n<lines>\n`,
  );
  yield* lineElements(file, out);
  out.fixed("</lines>\n</class>\n");
}

function* lineElements(file: MergedFile, out: TextBuilder): Generator<Piece> {
  const { lines, hits, arms } = measuredLines(file);
  for (let i = 0; i < lines.length; i++) {
    out.numbered(lineNumber, lines[i]!);
    const found = arms.found[i]!;
    const hit = arms.hit[i]!;
    if (found === 0) out.numbered(plainHits, hits[i]!);
    else {
      out.numbered(branchedHits, hits[i]!);
      out.numbered(coveredShare, Math.floor((hit * 100) / found));
      out.integer(hit);
      out.fixed("/");
      out.numbered(conditionsFound, found);
    }
    if (out.isFull()) yield out.take();
  }
}

const lineNumber = numberedPart('<line number="', '" hits="');
const plainHits = numberedPart("", '" branch="false"/>\n');
const branchedHits = numberedPart("", '" branch="true" condition-coverage="');
const coveredShare = numberedPart("", "% (");
const conditionsFound = numberedPart("", ')"/>\n');

function rates(files: readonly Measured[]): string {
  const lines = rate(sumExtents(files.map(({ extents }) => extents.lines)));
  const branches = rate(sumExtents(files.map(({ extents }) => extents.branches)));
  return `line-rate="${lines}" branch-rate="${branches}"`;
}

/** A share from 0 to 1, floored to four decimals: 1 only when all is covered, and 0 of 0 never looks covered. */
function rate({ found, hit }: Extent): string {
  return found === 0 ? "0" : String(Number((BigInt(hit) * 10_000n) / BigInt(found)) / 10_000);
}
