import type { GateRunOptions } from "@tollgate/pipeline/gate-run";
import { expandPaths } from "../runner/expand-paths.ts";
import { member, readInputs } from "../runner/read-inputs.ts";

export type GateInputs = {
  readonly options: GateRunOptions;
  readonly annotations: boolean;
  readonly uploadResult: boolean;
  readonly retentionDays?: number;
};

/** The inputs of the gate action. */
export function readGateInputs(get: (name: string) => string, cwd: string): GateInputs {
  return readInputs(get, ({ text, lines, flag, choice, count, id }) => ({
    options: {
      bundles: lines("bundles"),
      ...member("config", text("config")),
      ...member("base", text("base")),
      baseline: choice("baseline", ["auto", "off"], "auto"),
      ...member("baseReport", some(expandPaths(lines("base-report"), { cwd }))),
      jobs: choice("jobs", ["auto", "off"], "auto"),
      gate: id("gate-id", "tollgate"),
      token: text("token"),
      ...member("out", text("out")),
      ...member("also", some(lines("also"))),
      ...member("vsaSubject", some(expandPaths(lines("vsa-subject"), { cwd }))),
      release: flag("release", false),
    },
    annotations: flag("annotations", false),
    uploadResult: flag("upload-result", true),
    ...member("retentionDays", count("retention-days", { least: 1, most: 90 })),
  }));
}

function some(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
