import type { CoverageMap } from "@tollgate/model";

/** What the source of a file says on whose map or text reports disagree. */
export type ReferenceSource = SourceText & {
  /** What can be covered, in the terms of istanbul; or why that is not known: a clause, `the file cannot be parsed`. */
  readonly content: { readonly map: CoverageMap } | { readonly reason: string };
};

/** Absent members: the source could not be read. */
type SourceText = {
  /** Number of lines, with all line ends that the language has. */
  readonly lines?: number;
  /** Hexadecimal, over the bytes as they are and with the line ends of other systems. */
  readonly md5?: readonly string[];
};
