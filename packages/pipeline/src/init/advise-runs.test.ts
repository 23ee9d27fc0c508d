import { describe, expect, it } from "vitest";
import { adviseRuns, type TestSetup } from "./advise-runs.ts";
import type { Manifest } from "./manifest.ts";

function manifest(
  dir: string,
  scripts: Readonly<Record<string, string>> = {},
  dependencies: readonly string[] = [],
): Manifest {
  return { dir, scripts: new Map(Object.entries(scripts)), dependencies };
}

function commands(setup: Partial<TestSetup>): readonly string[] {
  const { commands: told } = adviseRuns({ files: [], manifests: [], goModules: [], ...setup });
  return told.map(({ command }) => command);
}

const vitest = "--run --reporter=default --reporter=junit --outputFile.junit=reports/unit/junit.xml";

describe("the commands that write reports", () => {
  it.each<readonly [string, Partial<TestSetup>, readonly string[]]>([
    ["nothing", {}, []],
    [
      "vitest as a dependency",
      { manifests: [manifest("", {}, ["vitest"])] },
      [`npx --no-install vitest run ${vitest}`],
    ],
    [
      "vitest with a coverage provider, by a script",
      { manifests: [manifest("", { test: "tsc && vitest run -c a.ts" }, ["vitest", "@vitest/coverage-v8"])] },
      [
        `npm run test -- ${vitest} --coverage.enabled --coverage.reporter=json --coverage.reportsDirectory=reports/unit/coverage`,
      ],
    ],
    [
      "a script that only looks for changes",
      { manifests: [manifest("", { dev: "vitest --watch", test: "echo vitest && eslint ." })] },
      [],
    ],
    [
      "the same script in every package",
      {
        files: ["pnpm-lock.yaml"],
        manifests: [
          manifest(""),
          manifest("a", { "test:unit": "vitest run" }),
          manifest("b", { "test:unit": "vitest" }),
        ],
      },
      [`pnpm --recursive run test:unit ${vitest}`],
    ],
    [
      "a script that another package has for something else",
      {
        files: ["pnpm-lock.yaml"],
        manifests: [
          manifest("a", { test: "vitest run" }),
          manifest("b", { test: "vitest run" }),
          manifest("c", { test: "go test" }),
        ],
      },
      [`pnpm --filter ./a run test ${vitest}`, `pnpm --filter ./b run test ${vitest}`],
    ],
    [
      "jest with yarn",
      { files: ["yarn.lock"], manifests: [manifest("", { "test:integration": "jest" })] },
      [
        "yarn run test:integration --coverage --coverageReporters=json --coverageDirectory=reports/integration/coverage --json --outputFile=reports/integration/jest.json --testLocationInResults",
      ],
    ],
    [
      "Playwright and mocha",
      { manifests: [manifest("", {}, ["@playwright/test", "mocha"])] },
      [
        "PLAYWRIGHT_JSON_OUTPUT_FILE=reports/e2e/playwright.json npx --no-install playwright test --reporter=list,json",
        "npx --no-install mocha --reporter json --reporter-option output=reports/unit/mocha.json",
      ],
    ],
    [
      "Node's own runner",
      { manifests: [manifest("", { test: "node --import tsx --test src/*.test.ts" })] },
      [
        'NODE_OPTIONS="--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=junit-unit.xml" npm run test',
      ],
    ],
    [
      "pytest",
      { files: ["tests/test_cart.py"] },
      ["pytest --junitxml=reports/unit/junit.xml -o junit_family=xunit1"],
    ],
    [
      "Go in a folder with a blank",
      { goModules: ["my svc"] },
      [
        "cd 'my svc' && mkdir -p reports/unit && go test -json -coverprofile=reports/unit/cover.out ./... > reports/unit/go-test.json",
      ],
    ],
  ])("know %s", (_, setup, wanted) => {
    expect(commands(setup)).toEqual(wanted);
  });
});

describe("what runs all tests", () => {
  const scripts = manifest("a", {
    "test:unit": "vitest run",
    "test:e2e": "playwright test",
    "test:watch": "vitest",
  });
  it.each([
    ["turbo.json", "npx --no-install turbo run test:e2e test:unit --continue --summarize"],
    ["nx.json", "npx --no-install nx run-many -t test:e2e test:unit"],
    ["lerna.json", undefined],
  ])("with %s", (file, wanted) => {
    expect(adviseRuns({ files: [file], manifests: [scripts], goModules: [] }).all).toBe(wanted);
  });

  it("is with turbo what its packages have, and beside it the root's own", () => {
    const adviceOf = (...manifests: readonly Manifest[]) =>
      adviseRuns({ files: ["turbo.json"], manifests, goModules: [] });
    const root = manifest("", {
      test: "turbo run test",
      "test:e2e": "playwright test",
      "test:ui": "playwright test",
    });
    const { all, beside } = adviceOf(
      root,
      manifest("a", { test: "jest" }),
      manifest("b", { test: "vitest" }),
    );
    expect(all).toBe("npx --no-install turbo run test --continue --summarize");
    expect(beside.map(({ command }) => command)).toEqual([
      "PLAYWRIGHT_JSON_OUTPUT_FILE=reports/e2e/playwright.json npm run test:e2e -- --reporter=list,json",
    ]);
    expect(adviceOf(root, manifest("a", { build: "tsc" }))).toMatchObject({ beside: [] });
    expect(adviceOf(root, manifest("a", { build: "tsc" })).all).toBeUndefined();
    expect(adviceOf(manifest("", { test: "vitest run" }))).toMatchObject({
      all: expect.stringContaining("run test "),
      beside: [],
    });
  });

  it("is each task of turbo's with what makes its tool write", () => {
    const tasksOf = (...manifests: readonly Manifest[]) =>
      adviseRuns({ files: ["turbo.json", "pnpm-lock.yaml"], manifests, goModules: [] }).tasks;
    const other = manifest("b", { "test:unit": "vitest run" });
    expect(tasksOf(manifest("", { test: "turbo run test" }), scripts, other)).toEqual([
      {
        task: "test:e2e",
        env: "PLAYWRIGHT_JSON_OUTPUT_FILE=reports/e2e/playwright.json ",
        command:
          "pnpm exec turbo run test:e2e --continue --summarize --env-mode=loose -- --reporter=list,json",
        outputs: "reports/**",
      },
      {
        task: "test:unit",
        env: "",
        command: `pnpm exec turbo run test:unit --continue --summarize -- ${vitest}`,
        outputs: "reports/**",
      },
    ]);
    const node = tasksOf(manifest("a", { test: "node --test src/*.test.js" }));
    expect(node).toMatchObject([
      {
        env: expect.stringMatching(/^NODE_OPTIONS="--test-reporter=spec .*junit-unit\.xml" $/),
        command: "pnpm exec turbo run test --continue --summarize --env-mode=loose",
        outputs: "junit-*.xml",
      },
    ]);
    expect(tasksOf(scripts, manifest("b", { "test:unit": "jest" }))).toEqual([]);
    expect(tasksOf(scripts, manifest("b", { "test:unit": "./own-runner" }))).toEqual([]);
  });

  it.each([
    ["npm", [], undefined, "npx --no-install tollgate"],
    ["pnpm by its list of packages", ["pnpm-workspace.yaml"], undefined, "pnpm exec tollgate"],
    ["pnpm by its lockfile", ["pnpm-lock.yaml"], undefined, "pnpm exec tollgate"],
    ["pnpm as the root says", ["yarn.lock"], "pnpm@12.0.0", "pnpm exec tollgate"],
    ["yarn", ["yarn.lock", ".yarnrc.yml"], undefined, "yarn tollgate"],
    ["yarn of old, which would swallow `--`", ["yarn.lock"], undefined, "npx --no-install tollgate"],
  ])("starts Tollgate by %s", (_, files, packageManager, wanted) => {
    const root = { ...manifest(""), ...(packageManager === undefined ? {} : { packageManager }) };
    expect(adviseRuns({ files, manifests: [root], goModules: [] }).tollgate).toBe(wanted);
  });
});
