import type * as Tree from "@babel/types";
import type { BranchEntity, FunctionEntity, LineRange } from "@tollgate/model";
import { addBody, addEntities } from "./add-entities.ts";
import { childrenOf } from "./children.ts";
import { createFinding, type Traces } from "./finding.ts";
import { hiddenBefore } from "./hidden-lines.ts";
import { isFileIgnored } from "./ignore-hints.ts";
import { isLeftOut } from "./left-out.ts";
import { markLines } from "./mark-lines.ts";

/** What can be covered in a file, in the order in which istanbul's instrumenter numbers it. */
export type Entities = {
  /** Four numbers a statement, as in a coverage map. */
  readonly statements: readonly number[];
  readonly functions: readonly FunctionEntity[];
  readonly branches: readonly BranchEntity[];
  /** Lines on which code begins that one of these holds, or an `enum`, which becomes statements. */
  readonly lines: ReadonlySet<number>;
  /** First and last lines of nodes that hints of other tools hide; they are counted here all the same. */
  readonly hidden: readonly LineRange[];
  /** For each of the entities what runs when it runs. */
  readonly traces: Traces;
};

/**
 * Walks the tree from top to bottom as it is written, with a list in place of recursion: programs nest deeply.
 * What a hint ignores is left out with all that is in it.
 */
export function findEntities(file: Tree.File): Entities {
  const finding = createFinding();
  const lines = new Set<number>();
  const hidden: LineRange[] = [];
  const open: Visit[] = isFileIgnored(file) ? [] : [{ node: file.program, parent: file, runs: false }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node, parent } = visit;
    addBody(finding, node);
    if (isLeftOut(finding, node)) continue;
    hidden.push(...hiddenBefore(node));
    const runs = addEntities(finding, node, parent) || visit.runs;
    if (runs) markLines(lines, node);
    for (const child of childrenOf(node).toReversed()) open.push({ node: child, parent: node, runs });
  }
  const { statements, functions, traces } = finding;
  for (let i = 0; i < statements.length; i += 4) lines.add(statements[i]!);
  const branches = finding.branches.filter(({ arms }) => arms.length > 0);
  const kept = { ...traces, branches: traces.branches.filter(({ length }) => length > 0) };
  return { statements, functions, branches, lines, hidden, traces: kept };
}

/** `runs`: whether an entity holds the node. */
type Visit = { readonly node: Tree.Node; readonly parent: Tree.Node; readonly runs: boolean };
