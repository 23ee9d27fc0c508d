import { hasNoPlaces, type MergedFile, type Report } from "@tollgate/model";
import { branchCounts, branchMap } from "./istanbul-branches.ts";
import { placesTo, placeTo, putId } from "./istanbul-places.ts";
import { ownOutput } from "./own-output.ts";
import { createTextBuilder, type Piece, type TextBuilder } from "./text-builder.ts";

/**
 * Merged coverage as istanbul's JSON in pieces, a file a line, with paths below the repository's root. What nobody measured
 * is not in it: istanbul knows no such thing. Places that are not known are `{}`, columns that are not are null.
 */
export function* renderIstanbul({ coverage }: Report): Generator<Piece> {
  const out = createTextBuilder();
  out.fixed("{");
  for (const [i, file] of coverage.filter((file) => !hasNoPlaces(file)).entries()) {
    const path = JSON.stringify(file.path);
    // The map must hold files and nothing else, so the mark stands in the first of them.
    const mark = `"$comment":${JSON.stringify(ownOutput)},`;
    out.text(i === 0 ? `\n${path}:{${mark}"path":${path}` : `,\n${path}:{"path":${path}`);
    yield* statementMap(file, out);
    yield* functionMap(file, out);
    yield* branchMap(file, out);
    yield* countsOf(file, "s", 0, file.map.statements.length / 4, out);
    yield* countsOf(file, "f", file.map.statements.length / 4, file.map.functions.names.length, out);
    yield* branchCounts(file, out);
    out.fixed("}");
    if (out.isFull()) yield out.take();
  }
  out.fixed("\n}\n");
  yield out.take();
}

function* statementMap({ map: { statements }, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  out.fixed(',"statementMap":{');
  let id = 0;
  for (let i = 0; i < statements.length / 4; i++) {
    if (counts[i]! < 0) continue;
    putId(out, id++);
    const line = statements[i * 4]!;
    const endLine = statements[i * 4 + 2]!;
    out.fixed('{"start":');
    placeTo(out, line, statements[i * 4 + 1]!);
    out.fixed(',"end":');
    if (endLine < 0 && line > 0) {
      out.fixed('{"line":');
      out.integer(line);
      out.fixed(',"column":null}');
    } else placeTo(out, endLine, statements[i * 4 + 3]!);
    out.fixed("}");
    if (out.isFull()) yield out.take();
  }
  out.fixed("}");
}

function* functionMap({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  out.fixed(',"fnMap":{');
  const offset = map.statements.length / 4;
  let id = 0;
  const { names, places } = map.functions;
  for (let i = 0; i < names.length; i++) {
    if (counts[offset + i]! < 0) continue;
    const line = places[i * 3]!;
    const column = places[i * 3 + 1]!;
    putId(out, id++);
    out.fixed('{"name":');
    out.text(JSON.stringify(names[i]));
    out.fixed(',"line":');
    out.integer(line);
    out.fixed(',"decl":');
    placesTo(out, line, column, line, column);
    out.fixed(',"loc":');
    placesTo(out, line, column, places[i * 3 + 2]!, -1);
    out.fixed("}");
    if (out.isFull()) yield out.take();
  }
  out.fixed("}");
}

/** The measured ones of `length` counts from `from` on, by number. */
function* countsOf(
  { counts }: MergedFile,
  name: "s" | "f",
  from: number,
  length: number,
  out: TextBuilder,
): Generator<Piece> {
  out.text(`,"${name}":{`);
  let id = 0;
  for (let i = from; i < from + length; i++) {
    if (counts[i]! < 0) continue;
    putId(out, id++);
    out.integer(counts[i]!);
    if (out.isFull()) yield out.take();
  }
  out.fixed("}");
}
