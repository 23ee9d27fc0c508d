import type { Extent } from "./extent.ts";

/** Code that V8 counts by itself. */
export type Scope = Extent & {
  /** `members` and `statics`: what sets the fields of an instance, and of a class; their extent is the class's body. */
  readonly kind: "program" | "function" | "members" | "statics";
  /** Index of the scope around it; -1 of the program. */
  readonly parent: number;
  /** Where the body begins. */
  readonly body: number;
};
