import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import type { Shard } from "@tollgate/model";
import type { ReporterOptions } from "../options.ts";

export type ReportPlace = ReporterOptions & {
  /** Folder of the configuration. */
  readonly root: string;
  readonly runner: "vitest" | "playwright";
  readonly configFile?: string | undefined;
  /** Which of the configured projects run, as the command names them; empty for all. */
  readonly projects?: readonly string[];
  readonly shard?: Shard;
};

/** Where the report of a run is written: two runs of one package that differ in their configuration do not meet. */
export function reportPath(place: ReportPlace): string {
  const { root, outputFile, runner, configFile, projects = [], kind, shard } = place;
  if (outputFile !== undefined) return resolve(root, outputFile);
  const words = [
    runner,
    ...ownWords(configFile),
    ...projectWords(projects),
    ...(kind === undefined ? [] : [kind]),
  ];
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

/** Patterns of projects, such as `!e2e`, have no words of their own: a part of the name would be taken for a kind. */
function projectWords(projects: readonly string[]): readonly string[] {
  if (projects.every((name) => /^[\w@./ ()-]+$/.test(name))) return projects;
  return [createHash("sha256").update(projects.join("\0")).digest("hex").slice(0, 8)];
}

const usualWords: ReadonlySet<string> = new Set(["vitest", "vite", "playwright", "config"]);
