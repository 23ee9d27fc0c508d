/** What a test left behind for people: a screenshot, a trace, a log. Where it is and what it is, never its content. */
export type Attachment = {
  /** What the test calls it. */
  readonly name?: string;
  /** Below the repository's root where it lies there, else as written; absent when it is embedded. */
  readonly path?: string;
  /** Of the file, or of what is embedded. */
  readonly bytes?: number;
  /** Media type: as the report says, else by the name of the file. */
  readonly type?: string;
  readonly state: AttachmentState;
};

/**
 * `present`, `absent`: looked for in the workspace. `outside`: it would lie outside, where nobody looks. `embedded`: its
 * content is in the report. `remote`: an address, which is never fetched. `named`: nobody looked for it yet.
 */
export type AttachmentState = (typeof attachmentStates)[number];

export const attachmentStates = ["present", "absent", "outside", "embedded", "remote", "named"] as const;
