/** What a specification says that should happen, such as a feature of Cucumber. It is no evidence: it tells no result. */
export type Specification = {
  /** Its name; null where it holds comments only. */
  readonly feature: string | null;
  /** Of its keywords: `en`, `de`, `en-pirate`… */
  readonly language: string | null;
  /** Without examples. */
  readonly scenarios: number;
  /** Scenarios with examples. */
  readonly outlines: number;
  readonly rules: number;
  readonly backgrounds: number;
  /** As written, those of backgrounds included. */
  readonly steps: number;
  readonly exampleRows: number;
  /** Scenarios that a runner has to run: an outline once for each row of its examples. */
  readonly pickles: number;
  /** Steps that it has to run for them. */
  readonly pickleSteps: number;
  readonly tags: number;
  readonly comments: number;
};
