import { type Expectation, type PackageRef, packageFinder, type RepoPath } from "@tollgate/model";
import { lineOfKey } from "./jsonc.ts";
import type { Snapshot } from "./snapshot.ts";
import { createTaskGraph, type FoundTask } from "./task-graph.ts";
import { callsScripts, kindOfTask, leavesResults, mayHaveNoTests, runsNothing } from "./test-script.ts";
import { taskKeys } from "./turbo-config.ts";

/** `turbo`: what turbo.json has as a task. `scripts`: every script. Absent: turbo.json where it has test tasks, else scripts. */
export type DeriveFrom = "turbo" | "scripts" | undefined;

/**
 * What a state of the repository says must arrive: of every package and kind once. A package is expected to bring
 * results for a test task of turbo.json when it has the script; without test tasks there, for its test scripts.
 */
export function deriveExpectations(snapshot: Snapshot, from: DeriveFrom): readonly Expectation[] {
  const graph = createTaskGraph(snapshot);
  const ownerOf = packageFinder(snapshot.packages);
  return snapshot.packages.flatMap((owner) => {
    const scripts = testScripts(snapshot, owner, (path) => ownerOf(path)?.dir === owner.dir);
    const byTurbo = from === "turbo" || (from === undefined && graph.runsTests(owner));
    const found = byTurbo
      ? scripts.flatMap((script) => ofTurbo(graph.find(owner, script.name), owner, script))
      : scripts.map(ofScript);
    return onceEachKind(found.map((item) => ({ ...item, package: owner.name })));
  });
}

type Script = {
  readonly name: string;
  readonly command: string;
  readonly path: RepoPath;
  readonly line: number;
};

type Derived = Omit<Expectation, "package">;

function testScripts(
  { manifests, files }: Snapshot,
  { dir }: PackageRef,
  isOwn: (path: RepoPath) => boolean,
): readonly Script[] {
  const manifest = manifests.get(dir);
  if (manifest === undefined) return [];
  const hasTests = (): boolean => files.some((path) => looksLikeTest.test(path) && isOwn(path));
  return [...manifest.scripts]
    .filter(([name, command]) => leavesResults(name) && !runsNothing(command))
    .filter(([, command]) => !mayHaveNoTests(command) || callsScripts(command) || hasTests())
    .map(([name, command]) => ({
      name,
      command,
      path: dir === "" ? "package.json" : `${dir}/package.json`,
      line: lineOfKey(manifest.text, ["scripts"], name),
    }));
}

const looksLikeTest = /[._-](?:test|spec|cy)\.[^/]+$|(?:^|\/)(?:__tests__|tests?|spec|e2e)\//;

function ofScript({ name, command, path, line }: Script): Derived {
  return {
    ...kindMember(name),
    from: "scripts",
    because: `${path}:${line} has the script "${name}"`,
    place: { path, line, column: 1 },
    task: name,
    ...(callsScripts(command) ? { below: true } : {}),
    required: true,
  };
}

function ofTurbo(task: FoundTask | undefined, owner: PackageRef, script: Script): readonly Derived[] {
  if (task === undefined || !task.ends) return [];
  const { file, key } = task;
  return [
    {
      ...kindMember(script.name),
      from: "turbo",
      because: `${script.path}:${script.line} has the script, ${file.path}:${lineOfKey(file.text, taskKeys, key)} the task "${key}"`,
      place: { path: script.path, line: script.line, column: 1 },
      task: `${key.startsWith("//#") ? "//" : owner.name}#${script.name}`,
      required: true,
    },
  ];
}

function kindMember(task: string): Pick<Expectation, "kind"> {
  const kind = kindOfTask(task);
  return kind === undefined ? {} : { kind };
}

/** Several scripts of a kind (`test`, `test:ci`) are one expectation. */
function onceEachKind(found: readonly Expectation[]): readonly Expectation[] {
  const kinds = new Map<string, Expectation>();
  for (const item of found) if (!kinds.has(item.kind ?? "")) kinds.set(item.kind ?? "", item);
  return [...kinds.values()];
}
