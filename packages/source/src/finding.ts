import type { Node } from "@babel/types";
import type { BranchEntity, FunctionEntity } from "@tollgate/model";
import type { Trace } from "./trace.ts";

/** What has been found so far, and what is known of nodes further down. */
export type Finding = {
  readonly statements: number[];
  readonly functions: FunctionEntity[];
  readonly branches: (BranchEntity & { readonly arms: number[] })[];
  /** The arms of each `switch`, which its cases add. */
  readonly switches: Map<Node, { readonly arms: number[]; readonly traces: Trace[] }>;
  /** For each statement, function and arm in their orders what runs when it runs. */
  readonly traces: Traces;
  /** Expressions that are the body of an arrow function. */
  readonly bodies: Set<Node>;
  /** Arms of an `if` that a hint takes out. */
  readonly ignored: Set<Node>;
  /** Nodes on which istanbul overlooks a hint: it moves them to another place and leaves their comments behind. */
  readonly hintless: Set<Node>;
};

/** By branch, since the arms of a `switch` are found one by one. */
export type Traces = {
  readonly statements: Node[];
  readonly functions: Node[];
  readonly branches: Trace[][];
};

export function createFinding(): Finding {
  return {
    statements: [],
    functions: [],
    branches: [],
    switches: new Map(),
    traces: { statements: [], functions: [], branches: [] },
    bodies: new Set(),
    ignored: new Set(),
    hintless: new Set(),
  };
}
