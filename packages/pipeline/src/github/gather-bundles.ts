import { join } from "node:path";
import type { Github, RunArtifact } from "@tollgate/github";
import type { AbsentEvidence, Problem } from "@tollgate/model";
import { bundleExtension } from "../bundles/bundle-file.ts";
import { absentBy, askGithub } from "./ask-github.ts";
import type { Doubts } from "./gathered.ts";

export type GatheredBundles = Doubts & {
  readonly files: readonly BundleFile[];
  /** All artifacts of the run; absent where they were not asked for, or GitHub did not tell. */
  readonly artifacts?: readonly RunArtifact[];
};

export type BundleFile = {
  /** Absolute. */
  readonly path: string;
  /** The same on every machine: the name of its artifact. */
  readonly shownAs: string;
};

/** Artifacts are downloaded a few at once: a run may have hundreds of shards. */
const atOnce = 4;

/** A matrix has 256 jobs at most, and each bundle costs a call of the thousand that the repository has in an hour. */
const mostBundles = 600;
/** Bytes of all archives: a runner's disk is no larger than some of them. */
const mostBytes = 4 * 1024 ** 3;

/** All bundles of all attempts of a run, into a folder of the caller's own. */
export async function gatherBundles(github: Github, run: number, folder: string): Promise<GatheredBundles> {
  const { bundleArtifactPrefix, listArtifacts, refusedArtifact } = await import("@tollgate/github");
  const listed = await askGithub(() => listArtifacts(github, run));
  if ("refusal" in listed)
    return { files: [], problems: [], absent: [absentBy("the list of the run's bundles", listed.refusal)] };
  const wanted = listed.value.filter(({ name }) => name.startsWith(bundleArtifactPrefix));
  const artifacts = listed.value;
  if (wanted.length === 0) return { artifacts, files: [], problems: [], absent: [noBundle] };
  const tooMuch = whyTooMuch(wanted);
  if (tooMuch !== undefined) {
    const problem = refusedArtifact({ name: `${bundleArtifactPrefix}*` }, tooMuch);
    return { artifacts, files: [], problems: [problem], absent: [] };
  }
  const answers: Answer[] = [];
  const left = [...wanted.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      answers[next[0]] = await download(github, next[1], folder);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    artifacts,
    files: answers.flatMap(({ files = [] }) => files),
    problems: answers.flatMap(({ problem }) => problem ?? []),
    absent: answers.flatMap(({ absent }) => absent ?? []),
  };
}

/** A clause, where so much is offered that reading it would cost others more than it is worth. */
function whyTooMuch(wanted: readonly RunArtifact[]): string | undefined {
  const bytes = wanted.reduce((sum, artifact) => sum + artifact.bytes, 0);
  if (wanted.length > mostBundles)
    return `the run has ${wanted.length} artifacts of that name, at most ${mostBundles} are read`;
  return bytes > mostBytes
    ? `the run's bundles have ${bytes} bytes in all, at most ${mostBytes} are read`
    : undefined;
}

const noBundle: AbsentEvidence = {
  what: "every bundle of this run",
  because: "no artifact of the run has a name that begins with `tollgate-bundle-`",
  remedy:
    "Let each job that tests run the collect action, also when its tests fail (`if: always()`), and let this job wait for it (`needs`).",
};

type Answer = {
  readonly files?: readonly BundleFile[];
  readonly problem?: Problem;
  readonly absent?: AbsentEvidence;
};

async function download(github: Github, artifact: RunArtifact, folder: string): Promise<Answer> {
  const { downloadArtifact, refusedArtifact } = await import("@tollgate/github");
  const what = `the bundle of the artifact ${artifact.name}`;
  if (artifact.expired)
    return { absent: { what, because: "the artifact has expired", remedy: "Run the whole workflow again." } };
  const paths: string[] = [];
  const got = await askGithub(() =>
    downloadArtifact(github, artifact, {
      folder,
      allows: (name) => name.endsWith(bundleExtension),
      // The names in the archive are its author's; these are ours.
      target: () => {
        const path = join(folder, `${artifact.id}-${paths.length}${bundleExtension}`);
        paths.push(path);
        return path;
      },
    }),
  );
  if ("refusal" in got) return { absent: absentBy(what, got.refusal) };
  if ("problem" in got.value) return { problem: got.value.problem };
  if (paths.length === 0) return { problem: refusedArtifact(artifact, "it holds no bundle") };
  return { files: paths.map((path) => ({ path, shownAs: artifact.name })) };
}
