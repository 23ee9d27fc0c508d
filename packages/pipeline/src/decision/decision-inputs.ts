import type { GivenInputs } from "@tollgate/gate";
import {
  type Bundle,
  type ChangeSet,
  canonicalJson,
  compareText,
  type Digest,
  digestOf,
  type InputText,
  type JudgedWith,
  languageOf,
  type Problem,
  type RepoPath,
} from "@tollgate/model";
import {
  type ChangesAnswer,
  type Owners,
  readShallow,
  trackedFiles,
  uncommittedFiles,
} from "@tollgate/workspace";
import type { BaseEvidence } from "../base/base-evidence.ts";
import { bundleDigest } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import type { Setting } from "../policy/setting.ts";

/** What a judgement was given. */
export type Given = {
  readonly bundle: Bundle;
  readonly base?: BaseEvidence;
  readonly changes: ChangesAnswer;
  readonly owners?: Owners;
  /** The files of waivers. */
  readonly waivers: readonly InputText[];
  /** What a run said, as far as no bundle tells it. */
  readonly problems: readonly Problem[];
  readonly options?: JudgedWith;
  readonly previous?: Digest;
};

/** What a decision says that it rests on. */
export function decisionInputs(
  environment: Environment,
  setting: Setting,
  { bundle, base, changes, owners, waivers, problems, options, previous }: Given,
): GivenInputs {
  const texts = [...setting.texts, ...(owners === undefined ? [] : [owners.text]), ...waivers];
  const other = otherFiles(environment, setting, bundle);
  const { root, hasGit } = setting.tree;
  const shallow = hasGit ? readShallow({ ...environment, cwd: root }) : [];
  return {
    ...(texts.length === 0 ? {} : { texts: texts.sort(compareTexts) }),
    bundle: bundleDigest(bundle),
    ...(base === undefined ? {} : { base: { how: base.how, bundle: bundleDigest(base.bundle) } }),
    ...("changes" in changes ? { changes: changesDigest(changes.changes, other) } : {}),
    ...(other.files.length === 0
      ? {}
      : { uncommitted: { files: other.files.length, first: other.files.slice(0, 10) } }),
    ...(shallow.length === 0 ? {} : { shallow }),
    ...(problems.length === 0 ? {} : { problems }),
    ...(options === undefined || Object.keys(options).length === 0 ? {} : { options }),
    ...(previous === undefined ? {} : { previous }),
  };
}

function compareTexts(a: InputText, b: InputText): number {
  return compareText(a.what, b.what) || compareText(a.path, b.path);
}

/** All that tests wrote is left out, so that the digest is the same wherever the commit is checked out. */
function changesDigest({ baseSha, files }: ChangeSet, other: OtherFiles): Digest {
  const told = files.filter(({ path }) => !other.untracked.has(path) || other.isJudged(path));
  return digestOf(canonicalJson({ baseSha, files: told }));
}

type OtherFiles = {
  readonly untracked: ReadonlySet<RepoPath>;
  /** Those of them and the changed ones that may decide. */
  readonly files: readonly RepoPath[];
  readonly isJudged: (path: RepoPath) => boolean;
};

/** What the judged text has beside its commit. A new source counts wherever it lies: it may be asked for coverage. */
function otherFiles(environment: Environment, { tree, changed }: Setting, { evidence }: Bundle): OtherFiles {
  const tracked = trackedFiles(tree, environment.env);
  const untracked = new Set(tree.hasGit ? tree.files.filter((path) => !tracked.has(path)) : []);
  const reports = evidence.map(({ input }) => input.path);
  const sources = [...untracked].filter((path) => languageOf(path) !== undefined);
  const files = new Set([
    ...(changed === undefined ? [] : uncommittedFiles({ tree, changed, reports }, environment)),
    ...sources,
  ]);
  return { untracked, files: [...files].sort(compareText), isJudged: (path) => files.has(path) };
}
