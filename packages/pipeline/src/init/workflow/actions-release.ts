/** Where Tollgate's actions are, as a workflow names them. */
export type ActionsRelease = {
  /** `owner/tollgate` */
  readonly repository: string;
  /** Of the commit that holds the built actions. */
  readonly sha: string;
  readonly version: string;
};

/** The build of a release puts its own here (`scripts/release`). */
declare const TOLLGATE_ACTIONS: ActionsRelease | undefined;

/** Undefined in a build that no release made: then somebody has to fill it in. */
export const builtRelease: ActionsRelease | undefined =
  typeof TOLLGATE_ACTIONS === "undefined" ? undefined : TOLLGATE_ACTIONS;

/** What stands for a release in examples, and is recognised by the lint of workflows. */
export const exampleRelease: ActionsRelease = { repository: "OWNER/tollgate", sha: "SHA", version: "vX.Y.Z" };
