import type { Head } from "../reader.ts";

/** True when a line of the beginning is an event of test2json; other text may stand before it. */
export function recogniseGoTest({ text }: Head): boolean {
  return event.test(text);
}

/** Go writes the members of an event in the order of its struct: Time, Action (or ImportPath, Action), Package, Test… */
const event =
  /^[ \t]*\{(?:"Time":"[^"\n]{0,60}",)?(?:"ImportPath":"[^"\n]{1,2000}",)?"Action":"(?:start|run|pause|cont|output|pass|fail|skip|bench|attr|artifacts|build-output|build-fail)"[,}]/m;
