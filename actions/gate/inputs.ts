import type { GateOptions } from "@tollgate/pipeline/run";
import { expandPaths } from "../runner/expand-paths.ts";
import { member, readInputs } from "../runner/read-inputs.ts";

export type GateInputs = {
  readonly options: GateOptions;
  /** Where evidence of the base comes from, where none is given. */
  readonly baseline: "auto" | "off";
  /** Whether the run's jobs are asked for. */
  readonly jobs: "auto" | "off";
  readonly token?: string;
  readonly uploadResult: boolean;
  readonly retentionDays?: number;
};

/** The inputs of the gate action. */
export function readGateInputs(get: (name: string) => string, cwd: string): GateInputs {
  return readInputs(get, ({ text, lines, flag, choice, count, id }) => ({
    options: {
      files: expandPaths(lines("bundles"), { cwd, inFolder: "**/*.tollgate" }),
      ...member("config", text("config")),
      ...member("base", text("base")),
      ...member("baseReport", some(expandPaths(lines("base-report"), { cwd }))),
      ...member("out", text("out")),
      ...member("also", some(lines("also"))),
      ...member("vsaSubject", some(expandPaths(lines("vsa-subject"), { cwd }))),
      release: flag("release", false),
      gate: id("gate-id", "tollgate"),
      json: false,
    },
    baseline: choice("baseline", ["auto", "off"], "auto"),
    jobs: choice("jobs", ["auto", "off"], "auto"),
    ...member("token", text("token")),
    uploadResult: flag("upload-result", true),
    ...member("retentionDays", count("retention-days", { least: 1, most: 90 })),
  }));
}

function some(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
