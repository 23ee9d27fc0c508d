import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { runAction, runtimeToken } from "@tollgate/testkit/runner";
import { describe, expect, it } from "vitest";
import { aRun, runTiny, writeAction } from "./tiny-action.ts";

/** Prints the variables whose names match, as one JSON line. */
const printVariables = (pattern: string): string => `
  const found = Object.entries(process.env).filter(([name]) => /${pattern}/.test(name)).sort();
  console.log(JSON.stringify(Object.fromEntries(found)));`;

describe("the process", () => {
  it("runs on Node 24 in the workspace", async () => {
    const { log } = await runTiny(
      "console.log(process.version, process.cwd() === process.env.GITHUB_WORKSPACE);",
    );
    expect(log).toMatch(/^v24\.\d+\.\d+ true\n$/);
  });

  it("has succeeded with exit code 0 only", async () => {
    const ends = [
      await runTiny(""),
      await runTiny("process.exitCode = 2;"),
      await runTiny("process.abort();"),
    ];
    expect(ends.map(({ outcome, exitCode, signal }) => [outcome, exitCode, signal])).toEqual([
      ["success", 0, null],
      ["failure", 2, null],
      ["failure", null, "SIGABRT"],
    ]);
  });

  it("leaves nothing running", async () => {
    const { outcome } = await runTiny(`
      const { spawn } = await import("node:child_process");
      spawn("sleep", ["1000"], { stdio: "inherit" });
      setTimeout(() => process.exit(0), 50);`);
    expect(outcome).toBe("success");
  });
});

describe("what a step is told", () => {
  it("takes inputs in upper case, blanks as underscores, hyphens as they are", async () => {
    const inputs = `{ github-token: {}, "two words": { default: "a b" }, given: { default: x }, ref: { default: "\${{ github.ref }}" } }`;
    const result = await runTiny(printVariables("^INPUT_"), {
      inputs,
      with: { given: "", "github-token": "t" },
    });
    expect(JSON.parse(result.log)).toEqual({
      INPUT_GIVEN: "",
      "INPUT_GITHUB-TOKEN": "t",
      INPUT_REF: "refs/heads/main",
      INPUT_TWO_WORDS: "a b",
    });
  });

  it("does not enforce required inputs, and warns of unknown ones", async () => {
    const result = await runTiny("", { inputs: "{ path: { required: true } }", with: { paths: "x" } });
    expect(result.outcome).toBe("success");
    expect(result.annotations).toEqual([
      { level: "warning", message: "Unexpected input(s) 'paths', valid inputs are ['path']", properties: {} },
    ]);
  });

  it("has the run and the event, and nothing of the machine's own CI", async () => {
    const run = aRun({
      eventName: "pull_request",
      event: { number: 7 },
      ref: "refs/pull/7/merge",
      headRef: "change",
      baseRef: "main",
      runAttempt: 2,
    });
    process.env["GITHUB_STRANGER"] = "1";
    const code = `${printVariables("^(CI$|GITHUB_|RUNNER_OS|ACTIONS_)")}
      const { readFileSync } = await import("node:fs");
      console.log(readFileSync(process.env.GITHUB_EVENT_PATH, "utf8").replace(/\\s/g, ""));`;
    const result = await runTiny(code, {
      run,
      services: { resultsUrl: "http://127.0.0.1:9/", runtimeToken: "r" },
    });
    delete process.env["GITHUB_STRANGER"];
    const [variables, event] = result.output.trim().split("\n");
    expect(event).toBe('{"number":7}');
    const seen: Record<string, string> = JSON.parse(variables!);
    expect(Object.keys(seen).filter((name) => /STRANGER|TOKEN/.test(name))).toEqual([
      "ACTIONS_RUNTIME_TOKEN",
    ]);
    expect(seen).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: "https://api.github.com",
      GITHUB_BASE_REF: "main",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_HEAD_REF: "change",
      GITHUB_JOB: "gate",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_REF_NAME: "7/merge",
      GITHUB_REPOSITORY: "octo/shop",
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_RUN_ID: "4711",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_SHA: "a".repeat(40),
      GITHUB_WORKFLOW: "CI",
      GITHUB_WORKFLOW_REF: "octo/shop/.github/workflows/ci.yml@refs/pull/7/merge",
      ACTIONS_RESULTS_URL: "http://127.0.0.1:9/",
    });
  });

  it("masks the tokens of the run from the beginning", async () => {
    const services = {
      resultsUrl: "http://127.0.0.1:9/",
      runtimeToken: runtimeToken({ run: "r", job: "j" }),
    };
    const run = aRun({ token: "ghs_secret0" });
    const result = await runTiny('console.log("ghs_secret0", process.env.ACTIONS_RUNTIME_TOKEN, "hush");', {
      run,
      services,
      secrets: ["hush"],
    });
    expect(result.log).toBe("*** *** ***\n");
    expect(result.output).toContain("ghs_secret0");
  });
});

describe("an action that is not run", () => {
  const refused = async (manifest: string): Promise<string> => {
    const action = writeAction(createTemporaryFolder(), "");
    writeFileSync(join(action, "action.yml"), manifest);
    const message = await runAction({ action, workspace: action, run: aRun() }).catch(String);
    rmSync(action, { recursive: true });
    return String(message).replaceAll(action, "");
  };

  it.each([
    [
      "another runtime",
      "runs: { using: node20, main: dist/main.mjs }",
      "using is node20, only node24 is run here",
    ],
    ["a composite", "runs: { using: composite, steps: [] }", "using is composite, only node24 is run here"],
    [
      "a post step",
      "runs: { using: node24, main: dist/main.mjs, post: x.js }",
      "pre and post are not run here",
    ],
    ["no entry", "runs: { using: node24 }", "runs.main is missing"],
    ["an entry that is not built", "runs: { using: node24, main: no.js }", "runs.main is not there: /no.js"],
    ["a list", "[]", "a map was expected, not []"],
  ])("has %s", async (_, manifest, message) => {
    expect(await refused(manifest)).toContain(message);
  });

  it("has no action.yml", async () => {
    const folder = createTemporaryFolder();
    await expect(runAction({ action: folder, workspace: folder, run: aRun() })).rejects.toThrow(
      "no action.yml",
    );
    rmSync(folder, { recursive: true });
  });
});

describe("a cancel", () => {
  const deaf = (signal: string): string => `process.on("${signal}", () => console.log("${signal}"));`;
  const waiting = 'setInterval(() => {}, 1000); console.log("ready");';

  it("interrupts, then terminates", async () => {
    const press = new AbortController();
    const result = await runTiny(
      `${deaf("SIGINT")} process.on("SIGTERM", () => process.exit(5)); ${waiting}`,
      {
        cancel: { signal: press.signal, interruptMs: 100, terminateMs: 60_000 },
        onLine: (line) => line === "ready" && press.abort(),
      },
    );
    expect(result).toMatchObject({ outcome: "cancelled", exitCode: 5, log: "ready\nSIGINT\n" });
  });

  it("kills what obeys neither", async () => {
    const press = new AbortController();
    const result = await runTiny(`${deaf("SIGINT")} ${deaf("SIGTERM")} ${waiting}`, {
      cancel: { signal: press.signal, interruptMs: 50, terminateMs: 50 },
      onLine: (line) => line === "ready" && press.abort(),
    });
    expect(result).toMatchObject({ outcome: "cancelled", signal: "SIGKILL" });
  });

  it("waits no longer than the step does", async () => {
    const press = new AbortController();
    const result = await runTiny(`process.on("SIGINT", () => process.exit(0)); ${waiting}`, {
      cancel: { signal: press.signal },
      onLine: (line) => line === "ready" && press.abort(),
    });
    expect(result).toMatchObject({ outcome: "cancelled", exitCode: 0, signal: null });
  });

  it("reaches a step that has just begun", async () => {
    const result = await runTiny("setInterval(() => {}, 1000);", { cancel: { signal: AbortSignal.abort() } });
    expect(result).toMatchObject({ outcome: "cancelled", signal: "SIGINT" });
  });
});
