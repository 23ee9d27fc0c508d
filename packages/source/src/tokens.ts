/**
 * A text in the pieces of which two versions are compared: what only lays it out (blanks, line ends, comments) is in
 * none of them. Columnar: position `i` of each list is token `i`.
 */
export type SourceTokens = {
  /** Equal where the tokens mean the same. */
  readonly keys: readonly string[];
  /** Line on which each begins, 1-based and ascending. */
  readonly lines: readonly number[];
  /** Line on which each ends. */
  readonly endLines: readonly number[];
  /** Whether a statement may end before it: a statement or class member begins there, or a block ends. */
  readonly parts: readonly boolean[];
};
