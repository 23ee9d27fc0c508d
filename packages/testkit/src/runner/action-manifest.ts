import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

/** What the runner takes from an action.yml. */
export type ActionManifest = {
  /** Absolute path of the entry. */
  readonly main: string;
  /** The default of each declared input; undefined when it has none. */
  readonly inputs: ReadonlyMap<string, string | undefined>;
};

/** Reads the action in a folder; refuses what this stand-in or GitHub would not run. */
export function readActionManifest(folder: string): ActionManifest {
  const file = ["action.yml", "action.yaml"]
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`no action.yml in ${folder}`);
  const manifest = record(parse(readFileSync(file, "utf8")));
  const runs = record(manifest["runs"]);
  if (runs["using"] !== "node24")
    throw new Error(`${file}: using is ${runs["using"]}, only node24 is run here`);
  if (runs["pre"] !== undefined || runs["post"] !== undefined)
    throw new Error(`${file}: pre and post are not run here`);
  if (typeof runs["main"] !== "string") throw new Error(`${file}: runs.main is missing`);
  const main = resolve(folder, runs["main"]);
  if (!existsSync(main)) throw new Error(`${file}: runs.main is not there: ${main}`);
  const inputs = Object.entries(record(manifest["inputs"] ?? {})).map(([name, input]) => {
    const value = record(input ?? {})["default"];
    return [name, value === undefined || value === null ? undefined : String(value)] as const;
  });
  return { main, inputs: new Map(inputs) };
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`a map was expected, not ${JSON.stringify(value)}`);
  return value as Record<string, unknown>; // an object that is no list
}
