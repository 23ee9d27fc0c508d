import { join, resolve } from "node:path";
import {
  coverageGroup,
  coveringKinds,
  fileSets,
  fileTellings,
  groupCoverage,
  lineTellings,
  mergedLine,
} from "@tollgate/merge";
import {
  type Bundle,
  type CoverageExplanation,
  type CoverageGrouping,
  type CoverageOverview,
  type Kind,
  type MergedFile,
  type RepoTree,
  usageError,
} from "@tollgate/model";
import { renderCoverageExplanation } from "@tollgate/render";
import { plural } from "@tollgate/text";
import { readOwners, readTree } from "@tollgate/workspace";
import { readBundles } from "./bundles/read-bundles.ts";
import type { Environment } from "./environment.ts";
import { pathBelow } from "./files/path-below.ts";
import { outputFolder } from "./outputs/output-folder.ts";
import { type BoundToOne, bindToOne, mergedFiles } from "./sources/merged-files.ts";

export type ExplainCoverageOptions = {
  /** `PATH` or `PATH:LINE`; absent: everything, in groups. */
  readonly place?: string;
  /** @default package */
  readonly by?: string;
  /** @default .tollgate/out/evidence.tollgate below the repository's root */
  readonly evidence?: readonly string[];
  readonly json: boolean;
};

/** How the figures of coverage came about: in groups, of a file, or what each report and test says of a line. */
export async function explainCoverage(
  environment: Environment,
  options: ExplainCoverageOptions,
): Promise<number> {
  const by = groupingOf(options.by);
  const { tree } = await readTree(environment);
  const bundle = await readEvidence(environment, tree, options.evidence);
  const bound = await bindToOne(environment, tree, bundle);
  const explanation = await explain(environment, tree, bound, { place: options.place, by });
  environment.stdout(
    options.json
      ? `${JSON.stringify(explanation, null, 2)}\n`
      : renderCoverageExplanation(explanation, environment),
  );
  return 0;
}

const groupings: readonly CoverageGrouping[] = ["package", "owner", "file"];

function groupingOf(told = "package"): CoverageGrouping {
  const found = groupings.find((grouping) => grouping === told);
  if (found !== undefined) return found;
  throw usageError(`--by is "${told}".`, `It may be ${groupings.join(", ")}.`);
}

async function readEvidence(
  environment: Environment,
  tree: RepoTree,
  files: readonly string[] = [join(outputFolder(environment, tree, undefined), "evidence.tollgate")],
): Promise<Bundle> {
  const { bundle, problems } = await readBundles(environment, files);
  const [problem] = problems;
  if (problem !== undefined)
    throw usageError(
      problem.message,
      "Run `tollgate run` first, or name bundles that `tollgate collect` wrote: --evidence FILE.",
    );
  return bundle;
}

type Question = { readonly place: string | undefined; readonly by: CoverageGrouping };

async function explain(
  environment: Environment,
  tree: RepoTree,
  bound: BoundToOne,
  { place, by }: Question,
): Promise<CoverageExplanation> {
  const ownersOf = readOwners(tree) ?? (() => []);
  const kinds = coveringKinds(bound.bundle.evidence);
  if (place === undefined) return overview(by, kinds, await mergedFiles(tree, bound), ownersOf);
  const { path, line } = placeOf(environment, tree, place);
  const own = onlyFile(bound.bundle, path);
  if (own.evidence.length === 0) throw unknownFile(bound.bundle, path);
  const [file] = await mergedFiles(tree, { ...bound, bundle: own });
  if (line !== undefined) {
    return {
      schema: "tollgate/explain-coverage/1",
      about: "line",
      path,
      line,
      ...(file === undefined ? {} : mergedLine(file, line)),
      reports: lineTellings(own.evidence, path, line),
    };
  }
  if (file === undefined)
    throw usageError(
      `No report measures "${path}"; some only tell who tests it.`,
      `Name a line: tollgate explain coverage ${path}:1`,
    );
  return {
    schema: "tollgate/explain-coverage/1",
    about: "file",
    path,
    package: file.package,
    owners: ownersOf(path),
    group: coverageGroup(path, [file], kinds),
    ...fileSets(file, kinds),
    phantoms: file.phantoms,
    reports: fileTellings(own.evidence, path),
  };
}

function overview(
  by: CoverageGrouping,
  kinds: readonly Kind[],
  files: readonly MergedFile[],
  ownersOf: (path: string) => readonly string[],
): CoverageOverview {
  const groupsOf = (file: MergedFile): readonly string[] => {
    if (by === "package") return [file.package];
    if (by === "file") return [file.path];
    const owners = ownersOf(file.path);
    return owners.length === 0 ? [""] : owners;
  };
  return {
    schema: "tollgate/explain-coverage/1",
    about: "all",
    by,
    groups: groupCoverage(files, kinds, groupsOf),
  };
}

/** Reports that say something of a file, with nothing but that. */
function onlyFile({ evidence }: Bundle, path: string): Bundle {
  return {
    evidence: evidence.flatMap(({ coverage, lineTests, findings: _findings, tests: _tests, ...item }) => {
      const files = coverage?.files.filter((file) => file.path === path) ?? [];
      const lines = lineTests?.files.filter((file) => file.path === path) ?? [];
      if (files.length === 0 && lines.length === 0) return [];
      return [
        {
          ...item,
          ...(files.length === 0 ? {} : { coverage: { files } }),
          ...(lines.length === 0 ? {} : { lineTests: { tests: lineTests?.tests ?? [], files: lines } }),
        },
      ];
    }),
  };
}

/** A path from the working directory or from the root, and behind a colon a line. */
function placeOf(
  { cwd }: Environment,
  { root, files }: RepoTree,
  place: string,
): { readonly path: string; readonly line: number | undefined } {
  const found = /^(.+):([1-9]\d{0,8})$/.exec(place);
  const told = found?.[1] ?? place;
  const path = pathBelow(root, resolve(cwd, told));
  const fromRoot = told.replaceAll("\\", "/");
  return {
    path: !files.includes(path) && files.includes(fromRoot) ? fromRoot : path,
    line: found === null ? undefined : Number(found[2]),
  };
}

function unknownFile({ evidence }: Bundle, path: string): Error {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const known = new Set(evidence.flatMap(({ coverage }) => coverage?.files.map((file) => file.path) ?? []));
  const alike = [...known].filter((other) => other.endsWith(`/${name}`) || other === name).slice(0, 5);
  return usageError(
    `No report measures "${path}".`,
    alike.length > 0
      ? `Reports measure ${alike.join(", ")}.`
      : `Reports measure ${plural(known.size, "other file")}: tollgate explain coverage --by file lists them.`,
  );
}
