import { describe, expect, it } from "vitest";
import { callsScripts, kindOfTask, leavesResults, mayHaveNoTests, runsNothing } from "./test-script.ts";

describe("a script that leaves results", () => {
  it.each(["test", "test:unit", "test:ci", "e2e", "test-integration", "vitest", "test:coverage"])(
    "%s",
    (name) => {
      expect(leavesResults(name)).toBe(true);
    },
  );

  it.each([
    "test:watch",
    "test:ui",
    "e2e:install",
    "test:types",
    "pretest",
    "latest",
    "build",
    "playwright:codegen",
  ])("not %s", (name) => {
    expect(leavesResults(name)).toBe(false);
  });
});

it.each([
  ["test", undefined],
  ["test:unit", "unit"],
  ["@shop/api#test:integration", "integration"],
  ["cypress:run", "e2e"],
  ["e2e", "e2e"],
])("the kind of %s is %s", (name, kind) => {
  expect(kindOfTask(name)).toBe(kind);
});

describe("a command that runs nothing", () => {
  it.each([
    'echo "Error: no test specified" && exit 1',
    'echo "Error: no test specified" && exit 0',
    "exit 0",
    "true",
    "",
    ":",
  ])("%j", (command) => expect(runsNothing(command)).toBe(true));

  it.each(["vitest run", "echo start && vitest", "exit-code-test", "node --test"])("not %j", (command) => {
    expect(runsNothing(command)).toBe(false);
  });
});

describe("a command that only calls scripts", () => {
  it.each([
    "turbo run test",
    "npx turbo test --continue",
    "pnpm -r test",
    "pnpm --recursive run test",
    "pnpm --filter @shop/api test",
    "npm test --workspaces",
    "npm run build && npm run test:unit",
    "yarn workspaces foreach -A run test",
    "lerna run test",
    "nx run-many -t test",
    "run-s test:*",
    "echo tests; npm run test:unit",
  ])("%j", (command) => expect(callsScripts(command)).toBe(true));

  it.each([
    "vitest run",
    "npm run build && vitest run",
    "node scripts/test.cjs",
    "turbo-test",
    "pnpm vitest",
    "echo nothing",
    "npm exec jest",
  ])("not %j", (command) => expect(callsScripts(command)).toBe(false));
});

it.each([
  ["vitest run --passWithNoTests", true],
  ["playwright test --pass-with-no-tests", true],
  ["jest", false],
])("%j says that it may have no tests: %s", (command, may) => {
  expect(mayHaveNoTests(command)).toBe(may);
});
