import { mostAttempts, mostShards, type Shard, unsharded, usageError } from "@tollgate/model";
import type { Environment } from "./environment.ts";

/** Who collects: the CI job, its shard and attempt, and what distinguishes its machine. */
export type Coordinates = {
  readonly job: string;
  readonly shard: Shard;
  readonly attempt: number;
  readonly environment: readonly string[];
  /** Whose tests ran, where that was said. */
  readonly package?: string;
};

export type CoordinateOptions = {
  readonly job?: string;
  readonly package?: string;
  /** `2/4`. */
  readonly shard?: string;
  readonly attempt?: string;
  /** `name=value`, repeated. */
  readonly environment?: readonly string[];
  /** Only looked at: a kind is a word. */
  readonly kind?: string;
};

/**
 * From the options, else from GitHub's variables, else one unsharded first attempt of no job. An empty variable is as
 * good as none: shells and workflows export what they do not know as empty.
 */
export function coordinatesOf(options: CoordinateOptions, { env }: Environment): Coordinates {
  if (options.kind?.trim() === "")
    throw usageError(
      "--kind is empty, the kind of these tests was wanted.",
      "For example --kind integration; leave --kind out to let the policy and the paths decide.",
    );
  return {
    job: options.job ?? env["GITHUB_JOB"] ?? "",
    shard: options.shard === undefined ? unsharded : parseShard(options.shard),
    attempt: parseAttempt(options.attempt ?? (env["GITHUB_RUN_ATTEMPT"] || "1")),
    environment: [...(options.environment ?? [])].map(checkPair).sort(),
    ...(options.package === undefined ? {} : { package: options.package }),
  };
}

function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const total = Number(match?.[2]);
  if (match === null || index < 1 || index > total || total > mostShards) {
    throw usageError(
      `--shard is "${text}", a shard of all shards was wanted.`,
      `Write it as index/total, for example --shard 2/4, of at most ${mostShards}.`,
    );
  }
  return { index, total };
}

function parseAttempt(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > mostAttempts)
    throw usageError(
      `The attempt is "${text}", a number from 1 to ${mostAttempts} was wanted.`,
      "Say it with --attempt 1, or leave --attempt out: then it is taken from GITHUB_RUN_ATTEMPT, else it is 1.",
    );
  return Number(text);
}

function checkPair(text: string): string {
  if (!/^[^=\s]+=\S/.test(text))
    throw usageError(
      `--environment is "${text}", name=value was wanted.`,
      "For example --environment node=24 --environment os=linux.",
    );
  return text;
}
