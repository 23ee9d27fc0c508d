import { cleanName } from "../json/clean-name.ts";
import { isMembers, type Members, own, ownMembers } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import type { ProblemTally } from "../problem-tally.ts";

/**
 * Which tests ran which lines: `contexts` of a file, which `coverage json --show-contexts` writes. The empty context is
 * what ran outside of any test.
 */
export function readContexts(
  told: Members,
  where: string,
  doubts: ProblemTally,
): ReadonlyMap<string, readonly number[]> {
  const byTest = new Map<string, number[]>();
  const contexts = own(told, "contexts");
  if (contexts !== undefined && !isMembers(contexts))
    doubts.add(lostPart, `"contexts" of ${where}, which is ${showValue(contexts)}`);
  for (const [line, tests] of Object.entries(ownMembers(told, "contexts") ?? {})) {
    const number = /^[1-9]\d{0,8}$/.test(line) ? Number(line) : undefined;
    if (number === undefined || !Array.isArray(tests)) {
      doubts.add(lostPart, `the contexts of line ${showValue(line)} of ${where}`);
      continue;
    }
    for (const test of tests as readonly unknown[]) {
      if (typeof test !== "string") doubts.add(lostPart, `a context of line ${line} of ${where}`);
      else if (test !== "") {
        const name = cleanName(test);
        const lines = byTest.get(name) ?? [];
        byTest.set(name, lines);
        lines.push(number);
      }
    }
  }
  return byTest;
}
