import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, RuleResult } from "@tollgate/model";
import type { TemporaryRepository } from "@tollgate/testkit";
import { collect, merge } from "../../src/collect.ts";
import type { Environment } from "../../src/environment.ts";
import { gate } from "../../src/run.ts";
import { goldenJobs, type Job, type Shop } from "./golden.ts";

/** What a gate is given. */
export type Stage = {
  readonly jobs: readonly Job[];
  /** Jobs of the base report; absent: no base report is given. */
  readonly base?: readonly Job[];
  /** False for a clone that does not have the base. @default true */
  readonly hasBase?: boolean;
  /** What lies in the judged checkout beside the commit. */
  readonly changed?: Readonly<Record<string, string>>;
  /** The clock of the gate, in milliseconds since 1970. */
  readonly now?: number;
};

export function goldenStage(): Stage {
  return { jobs: goldenJobs("head"), base: goldenJobs("base") };
}

type Run = {
  readonly exit: number;
  readonly decision: Decision;
  readonly bytes: string;
};

export type Runner = {
  readonly run: (stage: Stage) => Promise<Run>;
  /** Collects only: the bundles in the order of the jobs. */
  readonly collect: (stage: Stage) => Promise<readonly string[]>;
  readonly cleanup: () => void;
};

/** Collects and judges stages as a CI does: each job in a checkout of its own, bundles as files between them. */
export function createRunner(shop: Shop): Runner {
  const folder = join(shop.repository.root, ".tollgate/bundles");
  mkdirSync(folder, { recursive: true });
  const collected = new Map<string, Promise<string>>();
  const shallow = shop.repository.clone("--depth", "1", "--branch", "judged");
  const bundleOf = (job: Job): Promise<string> => {
    const { damage: _damage, ...plain } = job;
    const key = createHash("sha256").update(JSON.stringify(plain)).digest("hex");
    const found = collected.get(key) ?? collectJob(shop.clones[job.at], job, join(folder, `${key}.tollgate`));
    collected.set(key, found);
    return found;
  };
  const collectAll = async (stage: Stage): Promise<readonly string[]> => {
    const bundles: string[] = [];
    for (const [at, job] of stage.jobs.entries()) {
      const bundle = await bundleOf(job);
      const arrived =
        job.damage === undefined
          ? bundle
          : damaged(bundle, job.damage, join(folder, `damaged-${at}.tollgate`));
      if (arrived !== undefined) bundles.push(arrived);
    }
    return bundles;
  };
  return {
    collect: collectAll,
    async run(stage) {
      const bundles = await collectAll(stage);
      const base = stage.base === undefined ? undefined : await mergedBase(stage.base, bundleOf, folder);
      const clone = stage.hasBase === false ? shallow : shop.clones.head;
      return judge(clone, shop.shas, stage, { bundles, base });
    },
    cleanup: () => shop.repository.cleanup(),
  };
}

async function collectJob(clone: TemporaryRepository, job: Job, out: string): Promise<string> {
  clone.write(job.files);
  const names = Object.keys(job.files);
  const { exitCode: exit } = await collect(environmentIn(clone), {
    files: names,
    kind: job.kind,
    job: job.id,
    attempt: String(job.attempt),
    environment: job.environment,
    out,
    ...(job.shard === undefined ? {} : { shard: job.shard }),
    ...(job.exitCode === undefined ? {} : { exitCode: job.exitCode }),
  });
  if (exit !== 0) throw new Error(`collect ended with ${exit}`);
  for (const name of names) clone.remove(name);
  rmSync(join(clone.root, ".tollgate"), { recursive: true, force: true });
  return out;
}

function damaged(bundle: string, damage: NonNullable<Job["damage"]>, out: string): string | undefined {
  const bytes = damage(readFileSync(bundle));
  if (bytes === undefined) return undefined;
  writeFileSync(out, bytes);
  return out;
}

async function mergedBase(
  jobs: readonly Job[],
  bundleOf: (job: Job) => Promise<string>,
  folder: string,
): Promise<string> {
  const files: string[] = [];
  for (const job of jobs) files.push(await bundleOf(job));
  // Most stages have the same base: it is merged once.
  const out = join(
    folder,
    `base-${createHash("sha256").update(files.join()).digest("hex").slice(0, 16)}.tollgate`,
  );
  if (existsSync(out)) return out;
  const told: string[] = [];
  const exit = await merge(environmentIn({ root: folder, env: process.env }, told), { files, out });
  if (exit !== 0) throw new Error(told.join(""));
  return out;
}

async function judge(
  clone: TemporaryRepository,
  shas: Shop["shas"],
  { hasBase = true, changed = {}, now }: Stage,
  { bundles, base }: { readonly bundles: readonly string[]; readonly base: string | undefined },
): Promise<Run> {
  clone.write(changed);
  const told: string[] = [];
  try {
    const { exitCode: exit } = await gate(environmentIn(clone, told, now), {
      files: bundles,
      json: true,
      ...(hasBase ? { base: shas.base } : {}),
      ...(base === undefined ? {} : { baseReport: [base] }),
    });
    const bytes = told.join("");
    return { exit, bytes, decision: JSON.parse(bytes) as Decision };
  } finally {
    // A gate itself leaves only what git ignores.
    if (Object.keys(changed).length > 0) {
      clone.git("checkout", "--quiet", "--force", "HEAD");
      clone.git("clean", "--quiet", "--force", "-d");
    }
  }
}

export function environmentIn(
  { root, env }: Pick<TemporaryRepository, "root" | "env">,
  told: string[] = [],
  now: number = Date.UTC(2026, 10, 25, 12),
): Environment {
  return {
    cwd: root,
    env,
    stdout: (text) => void told.push(text),
    stderr: () => {},
    color: false,
    width: 100,
    interactive: false,
    now: () => now,
  };
}

/** `.` passes, `F` fails, `B` is unknown and blocks, `H` is unknown and holds. */
export function letterOf({ answer, effect }: RuleResult): string {
  if (answer !== "unknown") return answer === "pass" ? "." : "F";
  return effect === "block" ? "B" : "H";
}
