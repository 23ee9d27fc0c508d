import type { ChangedFile, LineRange } from "@tollgate/model";
import { align } from "../changed/align.ts";

/** A file on the base and now. */
export type Versions = { readonly change: ChangedFile; readonly before: string; readonly after: string };

/** The shortest difference by lines, as git makes it. */
export function versionsOf(path: string, before: string, after: string): Versions {
  const [was, now] = [linesOf(before), linesOf(after)];
  const partners = [...align(was, now)];
  const kept = new Set(partners);
  const change: ChangedFile = {
    path,
    change: before === "" ? "added" : after === "" ? "deleted" : "modified",
    content: "text",
    added: rangesOf(now, (i) => partners[i]! < 0),
    removed: rangesOf(was, (i) => !kept.has(i)),
    blank: now.flatMap((line, i) => (partners[i]! < 0 && line.trim() === "" ? [i + 1] : [])),
  };
  return { change, before, after };
}

function rangesOf(lines: readonly string[], isIn: (index: number) => boolean): readonly LineRange[] {
  const ranges: LineRange[] = [];
  for (const [i] of lines.entries()) {
    if (!isIn(i)) continue;
    const last = ranges.at(-1);
    if (last?.[1] === i) ranges[ranges.length - 1] = [last[0], i + 1];
    else ranges.push([i + 1, i + 1]);
  }
  return ranges;
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
