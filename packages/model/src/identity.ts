import { compareText } from "./problem.ts";
import type { TestCase } from "./tests.ts";

/**
 * The identity of a test inside the repository: package, file, full title, environment (browser project, matrix cell
 * of the runner). Two results with one identity are the same test, wherever and whenever they ran: job, shard, attempt
 * and the machine's environment are no part of it, and the file is repository-relative, however the report spelled it.
 * Nor are line, status, duration and message: they change without the test becoming another one. `docs/identity.md`
 * says it to users.
 *
 * Names are data, so the parts are joined by NUL, which no reader lets through. The full title joins suites and name
 * with ` > `: runners that write only a joined title and runners that write the parts then agree.
 */
export function testIdentity(
  test: Pick<TestCase, "package" | "file" | "suite" | "name" | "environment">,
): string {
  return `${test.package}\0${test.file ?? ""}\0${fullTitle(test)}\0${test.environment ?? ""}`;
}

/** Suites and name joined by ` > `. */
export function fullTitle(test: Pick<TestCase, "suite" | "name">): string {
  return test.suite.length === 0 ? test.name : `${test.suite.join(" > ")} > ${test.name}`;
}

/** Orders tests by identity. */
export function compareTests(a: TestCase, b: TestCase): number {
  return compareText(testIdentity(a), testIdentity(b));
}
