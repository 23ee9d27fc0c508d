import { at, entriesOf, stringsOf } from "@tollgate/model";
import { parseJsonc } from "./jsonc.ts";

/** A turbo.json, as far as it says which tasks there are. */
export type TurboConfig = {
  /** What it builds on: `//` for the root's, or names of packages. Empty: it is a root's own. */
  readonly extends: readonly string[];
  /** Tasks as they are written: `test`, `@shop/api#test`, `//#test`; true for one that comes to an end. */
  readonly tasks: ReadonlyMap<string, boolean>;
  /** Packages whose tasks some task waits for by name: `@shop/web` of `@shop/web#build`. */
  readonly needs: ReadonlySet<string>;
};

/** Where the tasks stand: turbo 2, turbo 1. */
export const taskKeys = ["tasks", "pipeline"] as const;

/** Reads a turbo.json or turbo.jsonc; throws for what turbo would not read either. */
export function parseTurboConfig(text: string): TurboConfig {
  const value = parseJsonc(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("no object");
  const [tasks] = taskKeys.map((key) => at(value, key)).filter((found) => found !== undefined);
  return {
    extends: stringsOf(at(value, "extends")),
    tasks: new Map(entriesOf(tasks).map(([name, task]) => [name, !runsOn(task)])),
    needs: new Set(entriesOf(tasks).flatMap(([, task]) => packagesIn(stringsOf(at(task, "dependsOn"))))),
  };
}

function packagesIn(dependencies: readonly string[]): readonly string[] {
  return dependencies
    .filter((name) => name.includes("#"))
    .map((name) => name.slice(0, name.lastIndexOf("#")));
}

/** Watchers and prompts: nobody waits for them, and they write no last report. */
function runsOn(task: unknown): boolean {
  return at(task, "persistent") === true || at(task, "interactive") === true;
}
