import type { ChangedFile } from "@tollgate/model";
import type { TemporaryRepository } from "@tollgate/testkit";
import { expect } from "vitest";
import { type ChangesAnswer, readChanges, readSubject, readTree } from "../src/index.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What differs between `main` and the work tree. */
export async function changesOf(
  repository: TemporaryRepository,
  env: Variables = {},
): Promise<ChangesAnswer> {
  const environment = { cwd: repository.root, env: { ...repository.env, ...env } };
  const { tree } = await readTree(environment);
  const { subject } = readSubject(environment, tree, { base: "main" });
  return readChanges(environment, tree, subject);
}

/** The same, where nothing is to be doubted. */
export async function changedFilesOf(
  repository: TemporaryRepository,
  env: Variables = {},
): Promise<readonly ChangedFile[]> {
  const answer = await changesOf(repository, env);
  if ("reason" in answer) throw new Error(answer.reason);
  expect(answer.problems).toEqual([]);
  return answer.changes.files;
}
