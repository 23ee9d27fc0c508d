import { callsScripts } from "@tollgate/workspace";
import { hasTurbo, type RunAdvice, type TestSetup } from "../advise-runs.ts";
import type { Manifest } from "../manifest.ts";
import { isBerry, type PackageManager, packageManagerOf, shellWord } from "../package-manager.ts";
import { testScripts } from "../test-scripts.ts";

/** What a workflow for a repository has to know. */
export type WorkflowSetup = {
  readonly manager: PackageManager["name"];
  /** Commands that install what the lockfile names. */
  readonly install: readonly string[];
  /**
   * Whether setup-node can keep the manager's cache: by its lockfile, and by the manager that is there already, which the
   * yarn of a repository that names a newer one is not.
   */
  readonly canCache: boolean;
  /** Whether package.json tells which version of the manager it is. */
  readonly namesManager: boolean;
  /** A file that names the version of Node. */
  readonly nodeVersionFile?: string;
  /** Commands that run the tests; each also when the one before it failed. */
  readonly tests: readonly string[];
  /** True where turbo keeps results of earlier runs. */
  readonly hasTurbo: boolean;
  /** The main branch; absent where the clone does not tell, or it has a strange name. */
  readonly branch?: string;
};

export type WorkflowFacts = {
  readonly advice: RunAdvice;
  /** The reports that are there were written by the repository's own commands. */
  readonly hasReports: boolean;
  readonly branch: string | undefined;
};

/** Undefined where no command is known that runs tests: a workflow without tests would say nothing. */
export function workflowSetup(
  setup: TestSetup,
  { advice, hasReports, branch }: WorkflowFacts,
): WorkflowSetup | undefined {
  const root = setup.manifests.find(({ dir }) => dir === "");
  if (root === undefined) return undefined;
  const files = new Set(setup.files);
  const manager = packageManagerOf(root.packageManager, files);
  const tests = (hasReports ? ownTests(setup, root, advice) : writingTests(advice)).filter(isPlain);
  if (tests.length === 0) return undefined;
  const nodeVersionFile = [".nvmrc", ".node-version"].find((name) => files.has(name));
  return {
    manager: manager.name,
    install: [...installOf(manager, root, files), ...browsersOf(setup, manager)],
    canCache:
      !isModernYarn(manager, root, files) &&
      Object.values(lockfiles)
        .flat()
        .some((name) => files.has(name)),
    namesManager: root.packageManager !== undefined,
    ...(nodeVersionFile === undefined ? {} : { nodeVersionFile }),
    tests,
    hasTurbo: hasTurbo(setup.files),
    ...(branch !== undefined && /^[\w./-]+$/.test(branch) ? { branch } : {}),
  };
}

/** The repository's own commands, which have written reports. */
function ownTests(
  { files, manifests }: TestSetup,
  root: Manifest,
  { all, commands }: RunAdvice,
): readonly string[] {
  const { name: manager } = packageManagerOf(root.packageManager, new Set(files));
  const names = testScripts([root]);
  const toCommand = (name: string): string =>
    `${manager} ${name === "test" ? name : `run ${shellWord(name)}`}`;
  if (all === undefined)
    return names.length > 0 ? names.map(toCommand) : commands.map(({ command }) => command);
  // Turbo runs the scripts of packages; those of the root beside them start what is its own, or turbo once more.
  const isBeside = hasTurbo(files) && manifests.length > 1;
  const beside = isBeside ? names.filter((name) => !callsScripts(root.scripts.get(name) ?? "")) : [];
  return [all, ...beside.map(toCommand)];
}

/** With what makes the tools write reports, where that is known. */
function writingTests({ all, tasks, beside, commands }: RunAdvice): readonly string[] {
  if (all === undefined) return commands.map(({ command }) => command);
  const first = tasks.length > 0 ? tasks.map(({ env, command }) => `${env}${command}`) : [all];
  return [...first, ...beside.map(({ command }) => command)];
}

/** Names of scripts and folders stand in commands: one that the runner would read as an expression is left out. */
function isPlain(command: string): boolean {
  return !/[\r\n]|\$\{\{/.test(command);
}

const lockfiles: Readonly<Record<PackageManager["name"], readonly string[]>> = {
  npm: ["package-lock.json", "npm-shrinkwrap.json"],
  pnpm: ["pnpm-lock.yaml"],
  yarn: ["yarn.lock"],
};

function isModernYarn(
  { name }: PackageManager,
  { packageManager }: Manifest,
  files: ReadonlySet<string>,
): boolean {
  return name === "yarn" && isBerry(packageManager, files);
}

function installOf(manager: PackageManager, root: Manifest, files: ReadonlySet<string>): readonly string[] {
  const { name } = manager;
  const isLocked = lockfiles[name].some((file) => files.has(file));
  if (name === "npm") return [isLocked ? "npm ci" : "npm install"];
  if (name === "pnpm") return [isLocked ? "pnpm install --frozen-lockfile" : "pnpm install"];
  return isModernYarn(manager, root, files)
    ? ["corepack enable", "yarn install --immutable"]
    : ["yarn install --frozen-lockfile"];
}

/** Where it is a dependency: elsewhere pnpm and yarn do not find it. */
function browsersOf({ manifests }: TestSetup, manager: PackageManager): readonly string[] {
  const using = manifests.find(({ dependencies }) => dependencies.includes("@playwright/test"));
  if (using === undefined) return [];
  const install = manager.exec("playwright install --with-deps");
  return [using.dir === "" ? install : `cd ${shellWord(using.dir)} && ${install}`].filter(isPlain);
}
