import type { CoverageMap } from "@tollgate/model";

/** What the source of a file says on whose map reports disagree. */
export type ReferenceSource =
  | {
      /** Number of lines, with all line ends that the language has. */
      readonly lines: number;
      /** What can be covered, in the terms of istanbul. */
      readonly map: CoverageMap;
    }
  | {
      /** Absent where the source could not be read. */
      readonly lines?: number;
      /** Why there is no map: a clause, `it is of a language that is not parsed`. */
      readonly reason: string;
    };
