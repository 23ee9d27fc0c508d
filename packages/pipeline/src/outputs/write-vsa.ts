import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { type Digest, usageError } from "@tollgate/model";
import { type NamedFile, summaryJson, verificationSummary } from "@tollgate/render";
import type { Environment } from "../environment.ts";
import { readFileInto } from "../files/read-file.ts";
import type { Verdict } from "../judge.ts";
import type { OutputName } from "./output-names.ts";
import type { WrittenFile } from "./write-outputs.ts";
import { writeText } from "./write-text.ts";

/** Artifacts that a statement is also about, by their digests. Throws a usage error for one that cannot be read. */
export function readArtifacts({ cwd }: Environment, files: readonly string[]): readonly NamedFile[] {
  return files.map((file) => {
    const digest = digestOfFile(resolve(cwd, file));
    if (digest !== undefined) return { name: basename(file), digest };
    throw usageError(
      `--vsa-subject: ${file} cannot be read.`,
      "Name a file that was built from the commit that is judged.",
    );
  });
}

/**
 * The verdict as an in-toto statement, and its predicate alone, for actions that sign one. None where what was judged is no
 * commit: it would speak of a text that was not tested.
 */
export function writeVsa(
  { env, now, stderr }: Pick<Environment, "env" | "now" | "stderr">,
  folder: string,
  { decision }: Verdict,
  artifacts: readonly NamedFile[],
): readonly WrittenFile[] {
  const { headSha } = decision.subject;
  if (headSha === undefined || decision.inputs.uncommitted !== undefined) {
    stderr("warning: no vsa.json is written, because what was judged is not a commit alone.\n");
    return [];
  }
  const server = env["GITHUB_SERVER_URL"];
  const statement = verificationSummary(decision, headSha, {
    now: now(),
    ...(server === undefined || server === "" ? {} : { server }),
    artifacts,
    inputs: inputs.flatMap((name) => {
      const digest = digestOfFile(join(folder, name));
      return digest === undefined ? [] : [{ name, digest }];
    }),
  });
  const files: readonly (readonly [OutputName, string, string])[] = [
    ["vsa-predicate.json", "its predicate alone, for actions/attest", summaryJson(statement.predicate)],
    ["vsa.json", "the verdict as an in-toto Verification Summary, to be signed", summaryJson(statement)],
  ];
  return files.map(([name, what, text]) => {
    writeText(join(folder, name), [text]);
    return { path: join(folder, name), what };
  });
}

const inputs: readonly OutputName[] = ["decision.json", "evidence.tollgate", "base.tollgate"];

/** `undefined` for what is no file or cannot be read. */
function digestOfFile(path: string): Digest | undefined {
  const hash = createHash("sha256");
  const problem = readFileInto(path, (chunk) => hash.update(chunk));
  return problem === undefined ? `sha256:${hash.digest("hex")}` : undefined;
}
