import { isGateId, type RepoTree, type RunRef, usageError } from "@tollgate/model";
import type { PublicationOptions, RemarkOptions } from "@tollgate/render";
import type { Environment } from "../environment.ts";
import type { Verdict } from "../judge.ts";

/** Whose comment and check a verdict is, and which CI run says it. Throws a usage error for a name that no gate can have. */
export function publicationOptions({ env }: Pick<Environment, "env">, gate?: string): PublicationOptions {
  if (gate !== undefined && !isGateId(gate))
    throw usageError(
      `The gate is called "${gate}".`,
      "Its name may have small letters and digits, with single dots, dashes and underscores between them, at most 40 in all.",
    );
  const run = runOf(env);
  return { ...(gate === undefined ? {} : { gate }), ...(run === undefined ? {} : { run }) };
}

/** Where in the repository something can be said, and where it is about the change. */
export function remarkOptions({ changes }: Pick<Verdict, "changes">, { files }: RepoTree): RemarkOptions {
  let known: ReadonlySet<string> | undefined;
  return {
    ...(changes === undefined ? {} : { changes }),
    isKnown(path) {
      known ??= new Set(files);
      return known.has(path);
    },
  };
}

function runOf(env: Environment["env"]): RunRef | undefined {
  const [id, attempt] = [numberOf(env["GITHUB_RUN_ID"]), numberOf(env["GITHUB_RUN_ATTEMPT"] || "1")];
  return id === undefined || attempt === undefined ? undefined : { id, attempt };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
