import { compareText } from "@tollgate/model";
import { callsScripts, leavesResults, runsNothing } from "@tollgate/workspace";
import type { Manifest } from "./manifest.ts";

/**
 * Names of scripts that run tests and that the gate waits for, of these packages together, sorted. One that only calls others
 * of its package (`test` for `test:unit` and `test:e2e`) is left out, since those are there.
 */
export function testScripts(manifests: readonly Manifest[]): readonly string[] {
  return [...new Set(manifests.flatMap(scriptsOf))].sort(compareText);
}

function scriptsOf({ scripts }: Manifest): readonly string[] {
  const tests = [...scripts].filter(([name, command]) => leavesResults(name) && !runsNothing(command));
  const names = tests.map(([name]) => name);
  const callsOthers = (own: string, command: string): boolean =>
    callsScripts(command) &&
    command
      .split(/[\s"']+/)
      .some((word) => word.endsWith("*") || (word !== own && word.includes(":") && names.includes(word)));
  return tests.filter(([name, command]) => !callsOthers(name, command)).map(([name]) => name);
}
