import type { RepoPath } from "@tollgate/model";
import { leavesResults } from "@tollgate/workspace";
import type { Manifest } from "./manifest.ts";
import { type PackageManager, packageManagerOf, shellWord } from "./package-manager.ts";
import { type Runner, runners } from "./runners.ts";
import { testScripts } from "./test-scripts.ts";

/** What a repository says of its tests. */
export type TestSetup = {
  /** Every file that git knows. */
  readonly files: readonly RepoPath[];
  readonly manifests: readonly Manifest[];
  /** Folders of Go modules. */
  readonly goModules: readonly RepoPath[];
};

export type RunAdvice = {
  /** Commands that make the repository's test tools write reports. */
  readonly commands: readonly ToolRun[];
  /** How Tollgate is started here. */
  readonly tollgate: string;
  /** The command that runs the tests of all packages, where a task runner does. */
  readonly all?: string;
  /** Turbo's tasks with what makes their tools write reports; empty without turbo, or where a task has several tools. */
  readonly tasks: readonly TaskRun[];
  /** Those commands that start a tool by a test script of the root, which turbo's tasks leave out; empty without turbo. */
  readonly beside: readonly ToolRun[];
};

type ToolRun = { readonly tool: string; readonly command: string };

/** A task of turbo's. */
type TaskRun = {
  readonly task: string;
  /** What stands before the command. */
  readonly env: string;
  readonly command: string;
  /** The reports that turbo's cache has to keep. */
  readonly outputs: string;
};

/** The exact commands for the tools that a repository uses. Its own scripts come first: they know the configuration. */
export function adviseRuns(setup: TestSetup): RunAdvice {
  const files = new Set(setup.files);
  const manager = packageManagerOf(rootOf(setup)?.packageManager, files);
  const uses = usesOf(setup);
  const toRun = ({ runner, kind, script, where }: Group): ToolRun => {
    const folder = `reports/${kind}`;
    const args = runner.args(folder, hasCoverage(runner, setup));
    const command =
      script === undefined
        ? `${runner.package === undefined ? runner.program : manager.exec(runner.program)} ${args}`
        : manager.run(script, args, where);
    return { tool: runner.id, command: `${runner.env?.(folder) ?? ""}${command}` };
  };
  const groups = grouped(uses, setup);
  const all = allTests(setup, files);
  const byTurbo = all !== undefined && hasTurbo(setup.files);
  const rootScripts = groups.filter(({ where, script = "" }) => where === "" && leavesResults(script));
  return {
    commands: [...groups.map(toRun), ...pythonRuns(setup.files), ...goRuns(setup.goModules)],
    tollgate: manager.exec("tollgate"),
    ...(all === undefined ? {} : { all: manager.exec(all) }),
    tasks: byTurbo ? taskRuns(setup, uses, manager) : [],
    beside: byTurbo && membersOf(setup).length > 0 ? rootScripts.map(toRun) : [],
  };
}

export function hasTurbo(files: readonly RepoPath[]): boolean {
  return files.includes("turbo.json") || files.includes("turbo.jsonc");
}

/** Turbo hands what stands behind `--` to the script of every package, so all of them have to start the same tool. */
function taskRuns(setup: TestSetup, uses: readonly Use[], manager: PackageManager): readonly TaskRun[] {
  const members = membersOf(setup);
  const scripts = testScripts(members);
  const runs = scripts.flatMap((task): readonly TaskRun[] => {
    const having = members.filter((member) => member.scripts.has(task));
    const started = uses.filter(({ script, dir }) => script === task && dir !== "");
    const [first] = started;
    if (first === undefined || started.length < having.length) return [];
    if (started.some(({ runner }) => runner !== first.runner)) return [];
    const { runner, kind } = first;
    const folder = `reports/${kind}`;
    const [env, args] = [runner.env?.(folder) ?? "", runner.args(folder, hasCoverage(runner, setup))];
    const loose = env === "" ? "" : " --env-mode=loose";
    const command = manager.exec(`turbo run ${shellWord(task)} --continue --summarize${loose}`);
    const outputs = runner.leaves ?? "reports/**";
    return [{ task, env, command: args === "" ? command : `${command} -- ${args}`, outputs }];
  });
  return runs.length === scripts.length ? runs : [];
}

type Use = {
  readonly runner: Runner;
  readonly kind: string;
  readonly script?: string;
  readonly dir: RepoPath;
};

/** A runner that only a dependency names is started by itself, at the root. */
function usesOf({ manifests }: TestSetup): readonly Use[] {
  const uses = manifests.flatMap(({ dir, scripts }) =>
    [...scripts].flatMap(([script, command]): readonly Use[] => {
      const runner = runners.find((candidate) => candidate.script.test(command));
      return runner === undefined || isWatch(command)
        ? []
        : [{ runner, kind: kindOf(script) ?? runner.kind, script, dir }];
    }),
  );
  const started = new Set(uses.map(({ runner }) => runner.id));
  const dependencies = new Set(manifests.flatMap((manifest) => manifest.dependencies));
  const others = runners.filter(
    ({ id, package: name }) => !started.has(id) && name !== undefined && dependencies.has(name),
  );
  return [...uses, ...others.map((runner) => ({ runner, kind: runner.kind, dir: "" }))];
}

function isWatch(command: string): boolean {
  return /\s(?:--watch(?:All)?|watch|dev|--ui)\b/.test(command);
}

function kindOf(script: string): string | undefined {
  return script
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .findLast((word) => word === "unit" || word === "integration" || word === "e2e");
}

type Group = Omit<Use, "dir"> & { readonly where: RepoPath | "all" };

/** One command for a script that several packages have, where each of them runs the same tool by it. */
function grouped(uses: readonly Use[], setup: TestSetup): readonly Group[] {
  const members = membersOf(setup);
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const key = `${use.runner.id}\n${use.script}\n${use.dir === "" ? "root" : "member"}`;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { dir, ...rest } = first;
    const having = members.filter(({ scripts }) => first.script !== undefined && scripts.has(first.script));
    if (group.length > 1 && group.length === having.length) return [{ ...rest, where: "all" as const }];
    return group.map((use) => ({ ...rest, where: use.dir }));
  });
}

function hasCoverage({ coveragePackage }: Runner, { manifests }: TestSetup): boolean {
  return manifests.some(({ dependencies }) => dependencies.some((name) => coveragePackage?.test(name)));
}

/**
 * Turbo and nx run the tasks of all packages; without `--continue` turbo ends the others at the first failure. A task that
 * no package has is an error of turbo's, and the root is a package only where there is no other.
 */
function allTests(setup: TestSetup, files: ReadonlySet<RepoPath>): string | undefined {
  const members = hasTurbo(setup.files) ? membersOf(setup) : [];
  const tests = testScripts(members.length > 0 ? members : setup.manifests);
  if (tests.length === 0) return undefined;
  const names = tests.map(shellWord).join(" ");
  if (hasTurbo(setup.files)) return `turbo run ${names} --continue --summarize`;
  return files.has("nx.json") ? `nx run-many -t ${names}` : undefined;
}

function pythonRuns(files: readonly RepoPath[]): RunAdvice["commands"] {
  const usesPytest = files.some((path) =>
    /(?:^|\/)(?:conftest\.py|pytest\.ini|test_[^/]*\.py|[^/]*_test\.py)$/.test(path),
  );
  return usesPytest
    ? [{ tool: "pytest", command: "pytest --junitxml=reports/unit/junit.xml -o junit_family=xunit1" }]
    : [];
}

function goRuns(modules: readonly RepoPath[]): RunAdvice["commands"] {
  const test =
    "mkdir -p reports/unit && go test -json -coverprofile=reports/unit/cover.out ./... > reports/unit/go-test.json";
  return modules.map((dir) => ({
    tool: "go test",
    command: dir === "" ? test : `cd ${shellWord(dir)} && ${test}`,
  }));
}

function membersOf({ manifests }: TestSetup): readonly Manifest[] {
  return manifests.filter(({ dir }) => dir !== "");
}

function rootOf({ manifests }: TestSetup): Manifest | undefined {
  return manifests.find(({ dir }) => dir === "");
}
