import type { RepoPath } from "@tollgate/model";

/** Starts programs and scripts of a JavaScript workspace. */
export type PackageManager = {
  readonly name: "npm" | "pnpm" | "yarn";
  /** A program that is installed: `npx --no-install vitest`. */
  exec(program: string): string;
  /** A script, with arguments behind it where there are any, in one package, in the root (`""`), or in all that have it. */
  run(script: string, args: string, where: RepoPath | "all"): string;
};

/** By what the root's package.json says, else by the lockfile or pnpm's list of packages, else npm. */
export function packageManagerOf(told: string | undefined, files: ReadonlySet<RepoPath>): PackageManager {
  const name = told?.split("@")[0];
  const hasPnpm = files.has("pnpm-lock.yaml") || files.has("pnpm-workspace.yaml");
  if (name === "pnpm" || (name === undefined && hasPnpm)) return pnpm;
  if (name === "yarn" || (name === undefined && files.has("yarn.lock")))
    return isBerry(told, files) ? yarnBerry : yarnClassic;
  return npm;
}

/** Of a repository that uses yarn: whether it is one that corepack brings. */
export function isBerry(told: string | undefined, files: ReadonlySet<RepoPath>): boolean {
  return files.has(".yarnrc.yml") || /^yarn@[2-9]/.test(told ?? "");
}

const npm: PackageManager = {
  name: "npm",
  exec: (program) => `npx --no-install ${program}`,
  run: (script, args, where) =>
    `npm run ${shellWord(script)}${where === "" ? "" : where === "all" ? " --workspaces --if-present" : ` --workspace ${shellWord(where)}`}${behind(args, " -- ")}`,
};

const pnpm: PackageManager = {
  name: "pnpm",
  exec: (program) => `pnpm exec ${program}`,
  run: (script, args, where) =>
    `pnpm ${where === "" ? "" : where === "all" ? "--recursive " : `--filter ${shellWord(`./${where}`)} `}run ${shellWord(script)}${behind(args)}`,
};

const yarnBerry: PackageManager = {
  name: "yarn",
  exec: (program) => `yarn ${program}`,
  run: (script, args, where) =>
    where === "all"
      ? `yarn workspaces foreach --all run ${shellWord(script)}${behind(args)}`
      : `yarn ${where === "" ? "" : `--cwd ${shellWord(where)} `}run ${shellWord(script)}${behind(args)}`,
};

const yarnClassic: PackageManager = {
  ...yarnBerry,
  // It takes away a `--` that is for the program.
  exec: npm.exec,
  run: (script, args, where) =>
    where === "all"
      ? `yarn workspaces run ${shellWord(script)}${behind(args)}`
      : yarnBerry.run(script, args, where),
};

function behind(args: string, start = " "): string {
  return args === "" ? "" : `${start}${args}`;
}

/** A name as one word of a shell's command. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
