import { type Counts, countLayout, type MergedFile } from "@tollgate/model";
import { placesTo, putId } from "./istanbul-places.ts";
import type { Piece, TextBuilder } from "./text-builder.ts";

/** `branchMap`. Conditions without identity are branches without places. */
export function* branchMap({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  out.fixed(',"branchMap":{');
  const { arms: firstArm, conditions } = countLayout(map);
  const { types, places, arms } = map.branches;
  let arm = firstArm;
  let id = 0;
  for (let at = 0; at < types.length; at++) {
    const first = arm;
    arm += places[at * 3 + 2]!;
    if (measuredAmong(counts, first, arm) === 0) continue;
    putId(out, id++);
    head(out, types[at]!, places[at * 3]!, places[at * 3 + 1]!);
    let isFirst = true;
    for (let i = first; i < arm; i++) {
      if (counts[i]! < 0) continue;
      if (!isFirst) out.fixed(",");
      isFirst = false;
      const start = arms[(i - firstArm) * 2]!;
      const startColumn = arms[(i - firstArm) * 2 + 1]!;
      placesTo(out, start, startColumn, start, startColumn);
    }
    out.fixed("]}");
    if (out.isFull()) yield out.take();
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    if (counts[conditions + i]! < 0) continue;
    putId(out, id++);
    head(out, "branch", map.conditions[i * 2]!, -1);
    for (let at = 0; at < map.conditions[i * 2 + 1]!; at++) {
      out.fixed(at === 0 ? '{"start":{},"end":{}}' : ',{"start":{},"end":{}}');
      if (out.isFull()) yield out.take();
    }
    out.fixed("]}");
  }
  out.fixed("}");
}

/** `b`. Of conditions the first ones are covered. */
export function* branchCounts({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  out.fixed(',"b":{');
  const { arms: firstArm, conditions } = countLayout(map);
  const { places } = map.branches;
  let arm = firstArm;
  let id = 0;
  for (let at = 2; at < places.length; at += 3) {
    const first = arm;
    arm += places[at]!;
    if (measuredAmong(counts, first, arm) === 0) continue;
    putId(out, id++);
    let mark = "[";
    for (let i = first; i < arm; i++) {
      if (counts[i]! < 0) continue;
      out.fixed(mark);
      out.integer(counts[i]!);
      mark = ",";
    }
    out.fixed("]");
    if (out.isFull()) yield out.take();
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const covered = counts[conditions + i]!;
    if (covered < 0) continue;
    putId(out, id++);
    out.fixed("[");
    for (let at = 0; at < map.conditions[i * 2 + 1]!; at++) {
      if (at > 0) out.fixed(",");
      out.fixed(at < covered ? "1" : "0");
      if (out.isFull()) yield out.take();
    }
    out.fixed("]");
  }
  out.fixed("}");
}

function head(out: TextBuilder, type: string, line: number, column: number): void {
  out.fixed('{"type":');
  out.text(JSON.stringify(type));
  out.fixed(',"line":');
  out.integer(line);
  out.fixed(',"loc":');
  placesTo(out, line, column, line, column);
  out.fixed(',"locations":[');
}

function measuredAmong(counts: Counts, from: number, to: number): number {
  let measured = 0;
  for (let i = from; i < to; i++) if (counts[i]! >= 0) measured++;
  return measured;
}
