import { createRequire } from "node:module";

export type Example = Readonly<Record<string, unknown>>;

/** Repositories of the examples, left in many links. */
const exampleNames = /Codertocat\/Hello-World|octo-org\/octo-repo/g;

let read: readonly { readonly name: string; readonly examples: readonly Example[] }[] | undefined;

/** An example payload of GitHub, about the repository of this name. */
export function exampleOf(name: string, action: string | undefined, repository: string): Example {
  read ??= createRequire(import.meta.url)("@octokit/webhooks-examples");
  const examples = read?.find((one) => one.name === name)?.examples ?? [];
  const fitting = examples.find((one) => action === undefined || one["action"] === action);
  if (fitting === undefined) throw new Error(`GitHub's examples have no ${name} ${action}`);
  return JSON.parse(JSON.stringify(fitting).replaceAll(exampleNames, repository));
}

/** Objects are merged, all else is replaced. */
export function merge(base: Example, over: Example): Example {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const old = merged[name];
    merged[name] = isObject(value) && isObject(old) ? merge(old, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Example {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
