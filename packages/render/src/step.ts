import type { Fingerprint, RepoPath } from "@tollgate/model";
import type { AttachmentPlaces } from "./attachments.ts";

/** One thing to do, with what it is about. All texts are as the reports wrote them: each surface makes them harmless. */
export type Step = {
  /** As of an item, where it has none: absent where it always has some. */
  readonly key?: string;
  readonly title: string;
  /** One or two sentences; empty when the items say it all. */
  readonly advice: string;
  readonly items: readonly StepItem[];
};

/** Each member but `key` may be empty. */
export type StepItem = {
  /** The same at the next push, as long as it is to be done: no line, no figure. */
  readonly key: string;
  readonly name: string;
  readonly place: string;
  /** The file that it is about, or whose owners it is for; absent where that is none of the repository. */
  readonly path?: RepoPath;
  /** Who owns it; absent where nobody is known to. */
  readonly owners?: readonly string[];
  readonly note: string;
  /** What a runner said, in several lines. */
  readonly quote: string;
  /** Where it left something to look at. */
  readonly attachments?: AttachmentPlaces;
  /** Of a failing test: what a waiver calls its failure. */
  readonly failure?: Fingerprint;
};
