import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outsideCi, root } from "./run-tollgate.ts";

let folder: string;
beforeEach(() => {
  folder = createTemporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** By the entry that is shipped: a measured build has another one, which keeps nothing. */
function version(env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "packages/cli/bin/tollgate.cjs"), "--version"],
    { encoding: "utf8", env: { ...outsideCi(), TMPDIR: folder, ...env } },
  );
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

/** A temporary folder may be everybody's, and what is kept there is run. */
describe.skipIf(process.platform === "win32")("compiled code", () => {
  const own = (): string => join(folder, `tollgate-${process.getuid!()}`);

  it("is kept where only this user may write", () => {
    const first = version();
    expect(statSync(own()).mode & 0o777).toBe(0o700);
    expect(readdirSync(own())).toHaveLength(1);
    expect(version()).toBe(first);
  });

  it("is not kept in CI", () => {
    version({ CI: "true" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is not kept where others may write, behind a link, or where no folder can be", () => {
    mkdirSync(own());
    chmodSync(own(), 0o777);
    version();
    expect(readdirSync(own())).toEqual([]);
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere, { mode: 0o700 });
    rmSync(own(), { recursive: true });
    symlinkSync(elsewhere, own());
    version();
    expect(readdirSync(elsewhere)).toEqual([]);
    writeFileSync(join(folder, "file"), "");
    version({ TMPDIR: join(folder, "file") });
  });
});
