import type { Place, Workflow } from "./workflow.ts";

/** What a rule found wrong at a place. */
export type Complaint = { readonly at: Place; readonly message: string };

/** One thing that every workflow here keeps, and every workflow that we tell others to copy. */
export type Rule = {
  readonly id: string;
  check(workflow: Workflow): Iterable<Complaint>;
};
