import { compareText } from "@tollgate/model";
import { isMembers, own, ownList, ownText, ownTexts } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import { toHits, toLine } from "../json-coverage/told-values.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";

type Told = {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly hits: number;
};

/** Instances of a template are functions of one place, and count as one: by the first of their names. */
export function readFunctions(
  entries: readonly unknown[],
  fileOf: (path: string) => CountedFile,
  doubts: ProblemTally,
): void {
  const byPlace = new Map<string, Told[]>();
  for (const entry of entries) {
    const [key, told] = readEntry(entry, doubts) ?? [];
    if (key === undefined || told === undefined) continue;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [told]);
    else known.push(told);
  }
  for (const instances of byPlace.values()) {
    const [first] = instances.map(({ name }) => name).sort(compareText);
    for (const { path, line, endLine, hits } of instances)
      fileOf(path).addFunction({ name: first!, line, endLine }, hits);
  }
}

/** The first region is the whole function: `[line, column, endLine, endColumn, count, fileID, …]`. */
function readEntry(entry: unknown, doubts: ProblemTally): readonly [string, Told] | undefined {
  const region = isMembers(entry) ? ownList(entry, "regions")?.[0] : undefined;
  const files = isMembers(entry) ? ownTexts(entry, "filenames") : [];
  const path = Array.isArray(region) && typeof region[5] === "number" ? files[region[5]] : undefined;
  if (!isMembers(entry) || !Array.isArray(region) || path === undefined) {
    doubts.add(lostPart, `a function, which is ${showValue(isMembers(entry) ? own(entry, "name") : entry)}`);
    return undefined;
  }
  const name = ownText(entry, "name") ?? "";
  const at = (): string => `the function ${showValue(name)}`;
  const line = toLine(region[0], at, doubts);
  const endLine = typeof region[2] === "number" ? lineNumber(region[2]) : unknownLine;
  const hits = toHits(own(entry, "count"), at, doubts);
  const column = typeof region[1] === "number" ? region[1] : unknownLine;
  return [JSON.stringify([path, line, column]), { path, name, line, endLine, hits }];
}
