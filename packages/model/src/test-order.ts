import { fullTitle } from "./identity.ts";
import { compareText } from "./problem.ts";
import type { MergedCase } from "./report.ts";

/** Failing tests as people should read them: new failures first, those that also fail on the base last; then by place. */
export function mostUrgentFirst(tests: readonly MergedCase[]): readonly MergedCase[] {
  return sortedBy(tests, (test) => urgencyOf(test) + placeKey(test));
}

/** Tests by file, line and title. */
export function inOrderOfPlace(tests: readonly MergedCase[]): readonly MergedCase[] {
  return sortedBy(tests, placeKey);
}

function urgencyOf({ change }: MergedCase): string {
  if (change === "new-failure") return "0";
  return change === "still-failing" ? "2" : "1";
}

function placeKey(test: MergedCase): string {
  const line = String(test.line ?? 0).padStart(9, "0");
  return [
    test.file ?? "",
    line,
    fullTitle(test),
    test.kind,
    test.package,
    test.environment ?? "",
    test.occurrence,
  ].join("\0");
}

/** Makes each key once: reports have a hundred thousand tests. */
function sortedBy(tests: readonly MergedCase[], keyOf: (test: MergedCase) => string): readonly MergedCase[] {
  const keyed = tests.map((test) => ({ test, key: keyOf(test) }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ test }) => test);
}
