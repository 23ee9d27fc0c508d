import { basename, join, resolve } from "node:path";
import type { Shard } from "@tollgate/model";
import type { ReporterOptions } from "../options.ts";

export type ReportPlace = ReporterOptions & {
  /** Folder of the configuration. */
  readonly root: string;
  readonly runner: "vitest" | "playwright";
  readonly configFile?: string | undefined;
  readonly shard?: Shard;
};

/** Where the report of a run is written: two runs of one package that differ in their configuration do not meet. */
export function reportPath({ root, outputFile, runner, configFile, kind, shard }: ReportPlace): string {
  if (outputFile !== undefined) return resolve(root, outputFile);
  const words = [runner, ...ownWords(configFile), ...(kind === undefined ? [] : [kind])];
  const name = [...new Set(words)].map((word) => word.replace(/[^\w.]+/g, "-")).join("-");
  const part = shard === undefined ? "" : `-${shard.index}-of-${shard.total}`;
  return join(root, ".tollgate/runs", `${name}${part}.ndjson`);
}

/** What the name of a configuration says beyond every configuration's: `integration` of `vitest.integration.config.ts`. */
function ownWords(configFile: string | undefined): readonly string[] {
  if (configFile === undefined) return [];
  const words = basename(configFile).split(".").slice(0, -1);
  return words.filter((word) => !usualWords.has(word) && word !== "");
}

const usualWords: ReadonlySet<string> = new Set(["vitest", "vite", "playwright", "config"]);
