import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const watchdog = fileURLToPath(new URL("../src/testing/fuzz/watchdog.ts", import.meta.url));

/** Runs a case in a process of its own, watched with a limit of a fifth of a second. */
function runWatched(body: string) {
  const script = `import { startWatchdog } from ${JSON.stringify(watchdog)};
    const dog = startWatchdog("law", 0.2); dog.begin(); ${body}; await dog.close();`;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 60_000,
  });
}

test("a case that hangs ends its process, and is named", () => {
  const { signal, stderr } = runWatched("for (;;);");
  expect(signal).toBe("SIGKILL");
  expect(stderr).toContain("law: case 1 hangs");
});

test("cases that end in time are left alone", () => {
  const { status, stderr } = runWatched(
    "for (let i = 0; i < 10; i++) { await new Promise((done) => setTimeout(done, 50)); dog.begin(); }",
  );
  expect([status, stderr]).toEqual([0, ""]);
});
