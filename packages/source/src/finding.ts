import type { Node } from "@babel/types";
import type { BranchEntity, FunctionEntity } from "@tollgate/model";

/** What has been found so far, and what is known of nodes further down. */
export type Finding = {
  readonly statements: number[];
  readonly functions: FunctionEntity[];
  readonly branches: (BranchEntity & { readonly arms: number[] })[];
  /** The arms of each `switch`, which its cases add. */
  readonly switches: Map<Node, number[]>;
  /** Expressions that are the body of an arrow function. */
  readonly bodies: Set<Node>;
  /** Arms of an `if` that a hint takes out. */
  readonly ignored: Set<Node>;
  /** Nodes on which istanbul overlooks a hint: it moves them to another place and leaves their comments behind. */
  readonly hintless: Set<Node>;
};

export function createFinding(): Finding {
  return {
    statements: [],
    functions: [],
    branches: [],
    switches: new Map(),
    bodies: new Set(),
    ignored: new Set(),
    hintless: new Set(),
  };
}
