/**
 * Whether a task or script runs tests, by its name: `test`, `test:ci`, `@shop/api#e2e`, `vitest`. A build or a linter
 * that fails is not accounted for by a failing test, and leaves no test report.
 */
export function isTestTask(task: string): boolean {
  const script = task.slice(task.lastIndexOf("#") + 1).toLowerCase();
  return script.split(/[^a-z0-9]+/).some((word) => testWords.has(word));
}

const testWords: ReadonlySet<string> = new Set([
  "test",
  "tests",
  "unit",
  "integration",
  "e2e",
  "spec",
  "specs",
  "vitest",
  "jest",
  "mocha",
  "playwright",
  "cypress",
]);
