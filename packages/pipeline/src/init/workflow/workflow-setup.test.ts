import { describe, expect, it } from "vitest";
import { adviseRuns, type TestSetup } from "../advise-runs.ts";
import type { Manifest } from "../manifest.ts";
import { workflowSetup } from "./workflow-setup.ts";
import { addedSteps, workflowText } from "./workflow-text.ts";

const root = (scripts: Readonly<Record<string, string>>, ...dependencies: readonly string[]): Manifest => ({
  dir: "",
  scripts: new Map(Object.entries(scripts)),
  dependencies,
});
const setupOf = (files: readonly string[], ...manifests: readonly Manifest[]): TestSetup => ({
  files,
  manifests,
  goModules: [],
});
const setup = (tests: TestSetup, hasReports = false, branch: string | undefined = "main") =>
  workflowSetup(tests, { advice: adviseRuns(tests), hasReports, branch });

describe("what a workflow has to know", () => {
  it("is turbo's tasks where turbo runs them", () => {
    const files = ["pnpm-lock.yaml", "turbo.json", ".nvmrc"];
    expect(setup(setupOf(files, root({ test: "turbo run test" })), true)).toEqual({
      manager: "pnpm",
      install: ["pnpm install --frozen-lockfile"],
      canCache: true,
      namesManager: false,
      nodeVersionFile: ".nvmrc",
      tests: ["pnpm exec turbo run test --continue --summarize"],
      hasTurbo: true,
      branch: "main",
    });
  });

  it("is turbo's tasks with what makes them write where there is no report yet", () => {
    const member = { ...root({ test: "vitest run" }, "vitest"), dir: "packages/api" };
    const tests = setupOf(["pnpm-lock.yaml", "turbo.json"], root({ test: "turbo run test" }), member);
    expect(setup(tests)?.tests).toEqual([
      "pnpm exec turbo run test --continue --summarize -- --run --reporter=default --reporter=junit --outputFile.junit=reports/unit/junit.xml",
    ]);
    expect(setup(tests, true)?.tests).toEqual(["pnpm exec turbo run test --continue --summarize"]);
  });

  it("is the repository's own script where it has written reports", () => {
    const tests = setupOf(["package-lock.json"], root({ test: "jest --ci" }, "jest"));
    expect(setup(tests, true)?.tests).toEqual(["npm test"]);
    expect(setup(tests)?.tests).toEqual([
      "npm run test -- --coverage --coverageReporters=json --coverageDirectory=reports/unit/coverage --json --outputFile=reports/unit/jest.json --testLocationInResults",
    ]);
  });

  it("is all of its scripts that the gate waits for", () => {
    const scripts = { test: "npm run test:unit && npm run test:e2e", "test:unit": "x", "test:e2e": "y" };
    expect(setup(setupOf(["yarn.lock"], root({ ...scripts, "test:watch": "z" })), true)?.tests).toEqual([
      "yarn run test:e2e",
      "yarn run test:unit",
    ]);
  });

  it("is a script that starts a tool itself beside others", () => {
    const scripts = root({ test: "vitest run", "test:e2e": "playwright test", "test:all": "run-s 'test*'" });
    expect(setup(setupOf([], scripts), true)?.tests).toEqual(["npm test", "npm run test:e2e"]);
    const none = root({ test: 'echo "Error: no test specified" && exit 1', "test:unit": "vitest run" });
    expect(setup(setupOf([], none), true)?.tests).toEqual(["npm run test:unit"]);
  });

  it("is what turbo runs, and what the root runs beside it", () => {
    const member = { ...root({ test: "jest" }), dir: "a" };
    const other = { ...root({ test: "vitest run" }), dir: "b" };
    const scripts = { test: "turbo run test", "test:e2e": "playwright test" };
    const tests = setupOf(["turbo.json"], root(scripts), member, other);
    const all = "npx --no-install turbo run test --continue --summarize";
    expect(setup(tests, true)?.tests).toEqual([all, "npm run test:e2e"]);
    expect(setup(tests)?.tests).toEqual([
      all,
      "PLAYWRIGHT_JSON_OUTPUT_FILE=reports/e2e/playwright.json npm run test:e2e -- --reporter=list,json",
    ]);
  });

  it.each([
    ["npm with a lockfile", ["npm-shrinkwrap.json"], ["npm ci"]],
    ["npm without", [], ["npm install"]],
    ["pnpm without", ["pnpm-workspace.yaml"], ["pnpm install"]],
    ["yarn of old", ["yarn.lock"], ["yarn install --frozen-lockfile"]],
    ["yarn of today", ["yarn.lock", ".yarnrc.yml"], ["corepack enable", "yarn install --immutable"]],
  ])("installs by %s", (_, files, install) => {
    expect(setup(setupOf(files, root({ test: "mocha" })))?.install).toEqual(install);
  });

  it("knows a yarn that corepack brings by package.json alone", () => {
    const named = { ...root({ test: "mocha" }), packageManager: "yarn@4.5.0" };
    expect(setup(setupOf(["yarn.lock"], named))).toMatchObject({
      install: ["corepack enable", "yarn install --immutable"],
      canCache: false,
    });
  });

  it("leaves names of scripts no meaning for the shell", () => {
    const scripts = { test: "vitest run", "test:$(id)": "vitest run", "test:${{ x }}": "vitest run" };
    expect(setup(setupOf([], root(scripts)), true)?.tests).toEqual(["npm test", "npm run 'test:$(id)'"]);
    const member = { ...root({ "test:$(id)": "vitest run" }), dir: "a" };
    for (const file of ["turbo.json", "nx.json"])
      for (const hasReports of [true, false])
        expect(setup(setupOf([file], root({}), member), hasReports)?.tests.join()).toMatch(
          / 'test:\$\(id\)'/,
        );
  });

  it("leaves the cache of a yarn that corepack brings alone", () => {
    const cacheOf = (...files: readonly string[]): boolean | undefined =>
      setup(setupOf(files, root({ test: "mocha" })))?.canCache;
    expect([cacheOf("yarn.lock"), cacheOf("yarn.lock", ".yarnrc.yml")]).toEqual([true, false]);
  });

  it("installs the browsers of Playwright", () => {
    expect(setup(setupOf([], root({}, "@playwright/test")))?.install).toEqual([
      "npm install",
      "npx --no-install playwright install --with-deps",
    ]);
  });

  it("installs the browsers of Playwright where it is a dependency", () => {
    const member = { ...root({}, "@playwright/test"), dir: "my e2e" };
    expect(setup(setupOf(["pnpm-lock.yaml"], root({}), member))?.install).toEqual([
      "pnpm install --frozen-lockfile",
      "cd 'my e2e' && pnpm exec playwright install --with-deps",
    ]);
  });

  it("is a version of pnpm only where package.json tells none", () => {
    const textOf = (packageManager?: string): string => {
      const told = {
        ...root({ test: "mocha" }),
        ...(packageManager === undefined ? {} : { packageManager }),
      };
      return workflowText(setup(setupOf(["pnpm-lock.yaml"], told))!);
    };
    expect(textOf()).toMatch(/pnpm\/action-setup@.*\n {8}with:\n {10}version: latest #/);
    expect(textOf("pnpm@12.0.0")).not.toContain("version: latest");
  });

  it("is nothing without a package.json, or without a command that runs tests", () => {
    expect(setup(setupOf(["go.mod"]))).toBeUndefined();
    expect(setup(setupOf([], root({ build: "tsc" })))).toBeUndefined();
    const hostile = { dir: "a\nb", scripts: new Map([["test", "mocha"]]), dependencies: [] };
    expect(setup(setupOf([], root({}), hostile))).toBeUndefined();
  });

  it("takes a strange name of a branch for none", () => {
    const tests = setupOf([], root({ test: "mocha" }));
    expect(setup(tests, false, "trunk")?.branch).toBe("trunk");
    expect(setup(tests, false, "a]b")?.branch).toBeUndefined();
    expect(workflowText(setup(tests, false, "trunk")!)).toContain("branches: [trunk] # its evidence");
    expect(workflowText(setup(tests, false, "a]b")!)).toContain(
      "branches: [main] # write your main branch here: its evidence",
    );
  });
});

describe("the text of a workflow", () => {
  const text = workflowText(setup(setupOf(["pnpm-lock.yaml", "turbo.json"], root({ test: "x" })))!, {
    repository: "acme/tollgate",
    sha: "0123456789012345678901234567890123456789",
    version: "v1.2.3",
  });

  it("names the release that wrote it", () => {
    expect([...text.matchAll(/uses: (acme.*)/g)].map(([, uses]) => uses)).toEqual([
      "acme/tollgate/actions/collect@0123456789012345678901234567890123456789 # v1.2.3",
      "acme/tollgate/actions/gate@0123456789012345678901234567890123456789 # v1.2.3",
      "acme/tollgate/actions/publish@0123456789012345678901234567890123456789 # v1.2.3",
    ]);
    expect(addedSteps()).toContain("OWNER/tollgate/actions/gate@SHA # vX.Y.Z");
  });

  it("runs every command, and fails when one did", () => {
    const two = setupOf([], root({ "test:unit": "mocha", "test:e2e": "playwright test" }));
    expect(workflowText(setup(two)!)).toContain(`      - id: test
        run: |
          code=0
          npm run test:unit -- --reporter json --reporter-option output=reports/unit/mocha.json || code=$?
          PLAYWRIGHT_JSON_OUTPUT_FILE=reports/e2e/playwright.json npm run test:e2e -- --reporter=list,json || code=$?
          exit "$code"
`);
  });
});
