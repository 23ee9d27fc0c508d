import type { DifferenceClass, RepoPath } from "@tollgate/model";
import type { BaseLines } from "../changed/touch.ts";

/** A file of the head and what it may be compared with. */
export type HeadFile = {
  readonly path: RepoPath;
  readonly states: ReadonlyMap<number, boolean>;
  /** Where a line stood on the base. */
  readonly before: (line: number) => BaseLines | undefined;
};

export type BaseFile = {
  readonly states: ReadonlyMap<number, boolean>;
  /** Whether the change removed the line, or the whole file. */
  readonly isRemoved: (line: number) => boolean;
  /** Path of the file in the head; the base's own where it is gone. */
  readonly headPath: RepoPath;
};

/** The class of one line: of the head, or, where it is only on the base, of the base. */
export type ClassifiedLine = {
  readonly path: RepoPath;
  readonly line: number;
  readonly what: DifferenceClass;
};

/**
 * Each line with code of the head once, and each of the base that is none of these once. A line of the base is one line
 * of the head at most: of a line that was split the first part is it.
 */
export function classifyLines(
  heads: Iterable<HeadFile>,
  bases: ReadonlyMap<RepoPath, BaseFile>,
): readonly ClassifiedLine[] {
  const found: ClassifiedLine[] = [];
  const taken = new Map<RepoPath, Set<number>>();
  for (const { path, states, before } of heads) {
    for (const [line, isRun] of [...states].sort(([a], [b]) => a - b)) {
      const was = claim(before(line), bases, taken);
      found.push({ path, line, what: classOfHead(isRun, was) });
    }
  }
  for (const [basePath, { states, isRemoved, headPath }] of bases) {
    for (const [line, wasRun] of [...states].sort(([a], [b]) => a - b)) {
      if (taken.get(basePath)?.has(line) === true) continue;
      found.push({ path: headPath, line, what: classOfBase(wasRun, isRemoved(line)) });
    }
  }
  return found;
}

/** Whether tests ran the line on the base; `unmeasured`: it was there without a report on it; `undefined`: it is new. */
type Was = boolean | "unmeasured" | undefined;

function claim(
  at: BaseLines | undefined,
  bases: ReadonlyMap<RepoPath, BaseFile>,
  taken: Map<RepoPath, Set<number>>,
): Was {
  if (at === undefined) return undefined;
  const states = bases.get(at.path)?.states;
  const lines = at.lines.filter((line) => states?.has(line) === true);
  if (states === undefined || lines.length === 0) return "unmeasured";
  const ofFile = taken.get(at.path) ?? new Set<number>();
  taken.set(at.path, ofFile);
  const [free] = lines.filter((line) => !ofFile.has(line));
  if (free === undefined) return undefined;
  ofFile.add(free);
  return states.get(free);
}

function classOfHead(isRun: boolean, was: Was): DifferenceClass {
  if (was === undefined) return isRun ? "GNC" : "UNC";
  if (was === "unmeasured") return isRun ? "GIC" : "UIC";
  if (was) return isRun ? "CBC" : "LBC";
  return isRun ? "GBC" : "UBC";
}

function classOfBase(wasRun: boolean, isRemoved: boolean): DifferenceClass {
  if (isRemoved) return wasRun ? "DCB" : "DUB";
  return wasRun ? "ECB" : "EUB";
}
