/** What a test says about itself: an issue, an owner, a note. Hostile text, cut at a stated limit. */
export type Annotation = {
  /** As the test calls it: `issue`, `notice`. */
  readonly type: string;
  readonly text?: string;
};
