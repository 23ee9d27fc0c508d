import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoPath, RepoTree } from "@tollgate/model";
import type { TestSetup } from "./advise-runs.ts";
import type { Manifest } from "./manifest.ts";

/** What the repository's manifests say of its tests. A package.json that cannot be read says nothing. */
export function readSetup({ root, files, packages, goModules = [] }: RepoTree): TestSetup {
  const folders = new Set(["", ...packages.map(({ dir }) => dir)]);
  return {
    files,
    manifests: [...folders].flatMap((dir) => readManifest(root, dir)),
    goModules: goModules.map(({ dir }) => dir),
  };
}

function readManifest(root: string, dir: RepoPath): readonly Manifest[] {
  const told = readObject(join(root, dir, "package.json"));
  if (told === undefined) return [];
  const manager = told["packageManager"];
  return [
    {
      dir,
      ...(typeof manager === "string" ? { packageManager: manager } : {}),
      scripts: new Map(
        Object.entries(objectOf(told["scripts"])).flatMap(([name, command]) =>
          typeof command === "string" ? [[name, command]] : [],
        ),
      ),
      dependencies: ["dependencies", "devDependencies"].flatMap((key) => Object.keys(objectOf(told[key]))),
    },
  ];
}

function readObject(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, "")));
  } catch {
    return undefined; // the workspace's own reader says what is wrong with it
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>) // an object from JSON has text keys
    : {};
}
