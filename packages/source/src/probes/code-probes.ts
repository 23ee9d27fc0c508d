import type * as Tree from "@babel/types";
import type { CoverageMap, RepoPath } from "@tollgate/model";
import { findEntities } from "../find-entities.ts";
import { hiddenLines } from "../hidden-lines.ts";
import { parseSource } from "../parse-source.ts";
import { toReferenceMap } from "../reference-map.ts";
import type { Trace } from "../trace.ts";
import { type Contexts, findContexts } from "./contexts.ts";
import { type Extent, extentOf } from "./extent.ts";
import type { Joint } from "./joints.ts";
import type { Region } from "./region.ts";
import type { Scope } from "./scope.ts";
import { waitsIn } from "./waits-in.ts";

/**
 * Where to look at how often ranges of a program ran, as V8 counts them, to tell how often each entity of its reference
 * map did. All places are offsets in UTF-16 units of the text.
 */
export type CodeProbes = {
  readonly map: CoverageMap;
  /** The first is the program itself. */
  readonly scopes: readonly Scope[];
  /** Parts of scopes whose code may run less often, or more often, than the ranges around it say. */
  readonly regions: readonly Region[];
  readonly joints: readonly Joint[];
  /** Where statements begin. */
  readonly starts: ReadonlySet<number>;
  /** One for each count of the map, in its layout. */
  readonly probes: readonly Probe[];
  /** First offset of each line. */
  readonly lineStarts: readonly number[];
  /** Whether a hint of V8's tools takes a line out. */
  readonly isHidden: (line: number) => boolean;
};

export type Probe = {
  /** The line on which the entity stands; of an `else` that is not written that of the `if`. */
  readonly line: number;
  /** Index in `scopes`; of a function its own. */
  readonly scope: number;
  /** Index of the innermost region in `regions`; -1: none. */
  readonly region: number;
} & ({ readonly of: "code"; readonly code: Extent } | { readonly of: "calls" } | NoElse);

/** An `else` that is not written runs as often as the test did, less the code behind it. */
export type NoElse = {
  readonly of: "no-else";
  readonly code: Extent;
  /** The test awaits or yields, so it may begin and not come to an end. */
  readonly waits: boolean;
  readonly taken: Extent;
  /** The statement that follows, which runs at least as often as the `else`. */
  readonly next?: Extent;
};

/** The probes of JavaScript or TypeScript; `undefined` where there is no reference map. Never throws. */
export function codeProbes(text: string, path: RepoPath): CodeProbes | undefined {
  const file = parseSource(text, path);
  if (file === undefined) return undefined;
  const entities = findEntities(file);
  const contexts = findContexts(file);
  const { statements, functions, branches } = entities.traces;
  const bodies = new Map<number, number>();
  for (const [i, { kind, scope }] of contexts.regions.entries()) if (kind === "resumed") bodies.set(scope, i);
  return {
    map: toReferenceMap(entities),
    scopes: contexts.scopes,
    regions: contexts.regions,
    joints: contexts.joints,
    starts: contexts.starts,
    probes: [
      ...statements.map((node) => codeProbe(node, contexts)),
      ...functions.map((node) => callProbe(node, contexts.scopeOf(node), bodies)),
      ...branches.flat().map((trace) => armProbe(trace, contexts)),
    ],
    lineStarts: lineStartsOf(text),
    isHidden: hiddenLines(file, entities.hidden),
  };
}

function codeProbe(node: Tree.Node, { at }: Contexts): Probe {
  return { of: "code", ...at(node), code: extentOf(node), line: lineOf(node) };
}

/** A generator that is called does not run before it is asked for its first value: its calls are those of its body. */
function callProbe(node: Tree.Node, scope: number, bodies: ReadonlyMap<number, number>): Probe {
  return { of: "calls", line: lineOf(node), scope, region: bodies.get(scope) ?? -1 };
}

function armProbe(trace: Trace, contexts: Contexts): Probe {
  if ("runs" in trace) return codeProbe(trace.runs, contexts);
  const { noElseOf: branch } = trace;
  const next = contexts.nextOf(branch);
  return {
    of: "no-else",
    line: lineOf(branch),
    ...contexts.at(branch),
    code: extentOf(branch),
    waits: waitsIn(branch.test),
    taken: extentOf(branch.consequent),
    ...(next === undefined ? {} : { next: extentOf(next) }),
  };
}

function lineOf(node: Tree.Node): number {
  return node.loc?.start.line ?? -1;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
