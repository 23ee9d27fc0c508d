import type { Published } from "@tollgate/github";
import { usageError } from "@tollgate/model";
import { plainLine } from "@tollgate/text";
import type { Environment } from "../environment.ts";
import { publish } from "./publish.ts";
import type { PublishOptions } from "./publish-end.ts";

export type ShellPublishOptions = Omit<PublishOptions, "comment" | "token"> & {
  readonly result: string;
  /** As the user typed it. @default always */
  readonly comment?: string;
};

const modes = ["always", "changes", "off"] as const;

/** Publishes as the action does, with GITHUB_TOKEN of the environment; an argument would stand in the list of processes. */
export async function publishFromShell(
  environment: Environment,
  { comment = "always", ...options }: ShellPublishOptions,
): Promise<number> {
  const mode = modes.find((one) => one === comment);
  if (mode === undefined)
    throw usageError(
      `--comment is ${JSON.stringify(comment.slice(0, 100))}.`,
      `It can be ${modes.join(", ")}.`,
    );
  const token = environment.env["GITHUB_TOKEN"];
  const { exitCode, published, warning } = await publish(environment, { ...options, comment: mode, token });
  for (const part of published) if (part.done) environment.stdout(`${shown(part)}\n`);
  if (warning !== undefined) environment.stderr(`warning: ${warning}\n`);
  return exitCode;
}

function shown({ what, id, url }: Published & { readonly done: true }): string {
  if (id === undefined) return `${what}: nothing to say`;
  return plainLine(url === undefined ? `${what}: set` : `${what}: ${url}`);
}
