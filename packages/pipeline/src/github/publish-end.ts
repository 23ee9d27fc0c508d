import { appendFileSync } from "node:fs";
import type { Published } from "@tollgate/github";
import { markdownText, plainLine } from "@tollgate/text";
import type { Environment } from "../environment.ts";
import type { PublishChoice } from "./apply-publication.ts";
import { warningOf } from "./publish-warning.ts";
import type { FindTestedOptions } from "./trusted/tested.ts";

export type PublishOptions = PublishChoice &
  FindTestedOptions & {
    /** Folder that the gate of this run wrote; relative to the working folder. Without it the run is judged anew. */
    readonly result?: string;
    /** Whose result that has to be. @default that of the result */
    readonly gate?: string;
    /** Where the outputs of a new judgement go. @default .tollgate/out below the repository's root */
    readonly out?: string;
    /** Given by the shell, never by a file or an argument. */
    readonly token: string | undefined;
    /** What could not be published fails the step. @default false */
    readonly failOnPublishError?: boolean;
  };

export type PublishResult = {
  /** 0 whatever the verdict is; 2 when something was not published and that was to fail. */
  readonly exitCode: 0 | 2;
  readonly published: readonly Published[];
  /** One line with everything that was not published and what to do; for the shell to show as a warning. */
  readonly warning?: string;
};

/** Tells what was not published, on the log's notes and in the job summary, and what that means for the step. */
export function finish(
  { env, stderr }: Pick<Environment, "env" | "stderr">,
  { failOnPublishError = false }: Pick<PublishOptions, "failOnPublishError">,
  published: readonly Published[],
): PublishResult {
  for (const part of published)
    if (!part.done && part.reason === "superseded") stderr(`${plainLine(part.message)}\n`);
  const warning = warningOf(published);
  if (warning === undefined) return { exitCode: 0, published };
  const summary = env["GITHUB_STEP_SUMMARY"];
  if (summary) appendSummary(summary, warning, stderr);
  return { exitCode: failOnPublishError ? 2 : 0, published, warning };
}

function appendSummary(path: string, warning: string, stderr: Environment["stderr"]): void {
  try {
    appendFileSync(path, `> ⚠ ${markdownText(warning)}\n`);
  } catch {
    stderr("warning: the file that GITHUB_STEP_SUMMARY names cannot be written.\n");
  }
}
