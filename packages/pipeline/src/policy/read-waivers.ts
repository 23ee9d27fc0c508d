import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ParsedWaiver, WaiverContext } from "@tollgate/config";
import {
  type CommitReviews,
  compareText,
  type FiledWaiver,
  type InputText,
  type IsoDate,
  isoDateOf,
  type Problem,
  type RepoPath,
  type RepoTree,
  type Scope,
  textDigest,
  usageError,
  type Waiver,
  type WaiverApproval,
} from "@tollgate/model";
import {
  approvalOf,
  type ChangesAnswer,
  type CommitFile,
  type FileOrigin,
  type Owners,
  ownersOfWaiver,
  readChanges,
  readOrigin,
} from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { readRulingFiles } from "./ruling.ts";
import type { Setting } from "./setting.ts";

const folder = ".tollgate/waivers";

export type ReadWaiversOptions = {
  readonly date: IsoDate;
  readonly changes: ChangesAnswer;
  /** By the CODEOWNERS that rules. */
  readonly owners: Owners | undefined;
  /** `--reviews` */
  readonly reviews: readonly CommitReviews[] | undefined;
};

export type WaiversAnswer = {
  readonly filed: readonly FiledWaiver[];
  /** The files that they were read from. */
  readonly texts: readonly InputText[];
  readonly problems: readonly Problem[];
};

/**
 * The waivers where the base rules, and those that only the change has. Throws a usage error with everything that is
 * wrong with broken ones; one that the change mends or removes does not help and is told.
 */
export async function readWaivers(
  environment: Environment,
  setting: Setting,
  options: ReadWaiversOptions,
): Promise<WaiversAnswer> {
  const { tree, ruling } = setting;
  const ruled = readRulingFiles(environment, tree, ruling, [folder]);
  const here = readRulingFiles(environment, tree, { from: "work-tree" }, [folder]) ?? new Map();
  const changed = "changes" in options.changes ? options.changes.changes.files : undefined;
  const touched = new Set(changed?.flatMap(({ path, oldPath = path }) => [path, oldPath]));
  const files = [...new Set([...(ruled ?? new Map()).keys(), ...here.keys()])].sort(compareText);
  if (files.length === 0) return { filed: [], texts: [], problems: [] };
  const { parseWaiver } = await import("@tollgate/config/parse-waiver"); // YAML costs start-up time
  const answers = files.map((path): Answer => {
    const rules = ruled?.get(path);
    const own = here.get(path);
    if (rules === undefined) {
      const isLeftOver = changed !== undefined && ruled !== undefined && !touched.has(path);
      return isLeftOver
        ? {}
        : fileOf({ path, file: own, parseWaiver }, { date: options.date }, pendingOf(ruled));
    }
    if (touched.has(path) && own === undefined) return {};
    const origin = originOf(environment, setting, path);
    // What has not landed yet begins on the day when it does.
    const landed = ruling.from === "work-tree" && touched.has(path) ? undefined : origin;
    const answer = fileOf({ path, file: rules, parseWaiver }, contextOf(options.date, landed), (waiver) => ({
      waiver,
      isPending: false,
      approval: approvedBy(setting, waiver, origin, options),
    }));
    if (ruling.from === "work-tree" || !touched.has(path)) return answer;
    const next = fileOf({ path, file: own, parseWaiver }, { date: options.date }, pendingOf(ruled));
    return next.refused === undefined && answer.refused !== undefined
      ? { problem: mended(path) }
      : { ...answer, ...refusedOf(next) };
  });
  refuseBroken(answers);
  return {
    filed: answers.flatMap(({ filed }) => filed ?? []),
    texts: answers.flatMap(({ text }) => text ?? []),
    problems: answers.flatMap(({ problem }) => problem ?? []),
  };
}

/** Commits that brought the waivers by which is judged. */
export function waiverCommits(environment: Environment, setting: Setting): readonly string[] {
  const files = readRulingFiles(environment, setting.tree, setting.ruling, [folder]) ?? new Map();
  const origins = [...files.keys()].map((path) => originOf(environment, setting, path)?.commit);
  return [...new Set(origins.filter((commit) => commit !== undefined))];
}

/** Throws a usage error for broken waivers, as the judgement will. */
export async function checkWaivers(environment: Environment, setting: Setting): Promise<void> {
  await readWaivers(environment, setting, {
    date: isoDateOf(environment.now()),
    changes: readChanges(environment, setting.tree, setting.subject),
    ...{ owners: undefined, reviews: undefined },
  });
}

/** What a file is: a waiver, no waiver for a reason that is told, broken, or nothing that counts. */
type Answer = {
  readonly filed?: FiledWaiver;
  readonly text?: InputText;
  readonly problem?: Problem;
  readonly refused?: { readonly message: string; readonly remedy: string };
};

function refusedOf({ refused }: Answer): Pick<Answer, "refused"> {
  return refused === undefined ? {} : { refused };
}

type WaiverFile = {
  readonly path: RepoPath;
  readonly file: CommitFile | undefined;
  readonly parseWaiver: (bytes: Uint8Array, path: RepoPath, context: WaiverContext) => ParsedWaiver;
};

function fileOf(
  { path, file, parseWaiver }: WaiverFile,
  context: WaiverContext,
  toFiled: (waiver: Waiver) => FiledWaiver,
): Answer {
  if (!/\.(?:ya?ml|json)$/.test(path)) return {};
  if (!path.endsWith(".yml")) return { problem: unread(path, "its name does not end in .yml", "Rename it.") };
  if (file?.form !== "file")
    return { problem: unread(path, "it is no plain file", "Write the waiver itself there.") };
  const parsed = parseWaiver(file.bytes, path, context);
  if ("refused" in parsed) return parsed;
  const text: InputText = { what: "waiver", path, digest: textDigest(file.bytes.toString("utf8")) };
  return { filed: toFiled(parsed.waiver), text };
}

function pendingOf(ruled: ReadonlyMap<RepoPath, CommitFile> | undefined): (waiver: Waiver) => FiledWaiver {
  const why =
    ruled === undefined
      ? "the base branch is not in this clone, so nothing tells whether it has the waiver"
      : "it is not on the base branch";
  return (waiver) => ({ waiver, isPending: true, approval: { verdict: "unverified", why } });
}

function contextOf(date: IsoDate, origin: FileOrigin | undefined): WaiverContext {
  return { date, ...(origin === undefined ? {} : { brought: origin.day }) };
}

/** Where the work tree rules, only what it has as it was committed has an origin. */
function originOf(
  environment: Environment,
  { tree, subject, ruling, changed = [] }: Setting,
  path: RepoPath,
): FileOrigin | undefined {
  const commit = ruling.from === "base" ? ruling.commit : subject.headSha;
  if (!tree.hasGit || commit === undefined) return undefined;
  if (ruling.from === "work-tree" && changed.includes(path)) return undefined;
  return readOrigin({ ...environment, cwd: tree.root }, commit, path);
}

function approvedBy(
  { tree, policy }: Setting,
  waiver: Waiver,
  origin: FileOrigin | undefined,
  { owners, reviews }: ReadWaiversOptions,
): WaiverApproval {
  if (origin === undefined)
    return {
      verdict: "unverified",
      why: tree.hasGit
        ? "no commit in this clone brought it as it is here"
        : "there is no git repository that tells who brought it",
    };
  const named = new Map(
    policy.rules.flatMap(({ scope }): readonly [string, Scope][] =>
      scope.name === undefined ? [] : [[scope.name, membersOf(scope)]],
    ),
  );
  const asked = reviews?.find(({ commit }) => commit === origin.commit);
  return approvalOf({
    origin,
    owners: owners === undefined ? undefined : ownersOfWaiver(waiver, tree, named, owners.findOwners),
    ...(asked === undefined ? {} : { reviews: asked }),
  });
}

/** What the name stands for, without what the entry adds to it. */
function membersOf({ packages, owners, paths }: Scope): Scope {
  return {
    ...(packages === undefined ? {} : { packages }),
    ...(owners === undefined ? {} : { owners }),
    ...(paths === undefined ? {} : { paths }),
  };
}

function refuseBroken(answers: readonly Answer[]): void {
  const broken = answers.flatMap(({ refused }) => refused ?? []);
  if (broken.length > 0)
    throw usageError(broken.map(({ message }) => message).join("\n"), broken[0]?.remedy ?? "");
}

/** Waivers that nobody else will ever have. */
export function ignoredWaivers(tree: RepoTree): readonly Problem[] {
  if (!tree.hasGit) return [];
  const known = new Set(tree.files);
  return listFolder(join(tree.root, folder))
    .filter((path) => path.endsWith(".yml") && !known.has(path))
    .sort(compareText)
    .map((path) =>
      unread(
        path,
        "git ignores it",
        "Ignore `.tollgate/*` and write `!.tollgate/waivers/` below it in .gitignore, so that waivers are committed.",
      ),
    );
}

function listFolder(absolute: string): readonly RepoPath[] {
  try {
    return readdirSync(absolute).map((name) => `${folder}/${name}`);
  } catch {
    return []; // no folder, no waivers
  }
}

function mended(path: RepoPath): Problem {
  return unread(path, "on the base branch it is broken, and this change mends it", "Nothing is to be done.");
}

function unread(path: RepoPath, why: string, remedy: string): Problem {
  return {
    code: "unread-waiver",
    severity: "warning",
    message: `This waiver does not help: ${why}.`,
    remedy,
    path,
  };
}
