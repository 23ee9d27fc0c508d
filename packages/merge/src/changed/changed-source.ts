import type { SourceText } from "@tollgate/source";

/** What the text of a changed file says, as far as it could be read. */
export type ChangedSource = {
  /** Number of lines as git counts them. */
  readonly lines: number;
  /** Whether some lines end as git does not count: then places of reports and of the diff are not comparable. */
  readonly hasOtherLineEnds: boolean;
  /** For the comparison with the base. */
  readonly text?: SourceText;
  /** Of JavaScript and TypeScript without a mistake: ascending lines. */
  readonly code?: {
    /** On which code begins that runs. */
    readonly executable: readonly number[];
    /** On which a statement starts. */
    readonly starts: readonly number[];
  };
};
