import type { GateOptions } from "../run.ts";

export type GateRunOptions = Omit<GateOptions, "files" | "jobs" | "reviews" | "json" | "told"> & {
  /** Files, folders and globs of bundles; none: all that the run's jobs uploaded. */
  readonly bundles: readonly string[];
  /** `auto`: the base branch's nearest complete push run, unless `baseReport` names something. */
  readonly baseline: "auto" | "off";
  /** `auto`: those of this run, as GitHub lists them. */
  readonly jobs: "auto" | "off";
  /** Given by the shell, never by a file or an argument. */
  readonly token: string | undefined;
};
