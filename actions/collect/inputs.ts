import type { CollectCommandOptions } from "@tollgate/pipeline/collect";
import { expandPaths } from "../runner/expand-paths.ts";
import { member, readInputs } from "../runner/read-inputs.ts";

export type CollectInputs = {
  readonly options: CollectCommandOptions;
  readonly upload: boolean;
  /** Name of the artifact; absent: made from what was collected. */
  readonly name?: string;
  readonly retentionDays?: number;
};

/** The inputs of the collect action. */
export function readCollectInputs(get: (name: string) => string, cwd: string): CollectInputs {
  return readInputs(get, ({ text, lines, flag, count }) => ({
    options: {
      files: expandPaths(lines("paths"), { cwd }),
      ...member("config", text("config")),
      ...member("kind", text("kind")),
      ...member("package", text("package")),
      ...member("job", text("job")),
      ...member("shard", text("shard")),
      environment: lines("environment"),
      ...member("exitCode", text("run")),
      ...member("out", text("out")),
    },
    upload: flag("upload", true),
    ...member("name", text("name")),
    ...member("retentionDays", count("retention-days", { least: 1, most: 90 })),
  }));
}
