import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createRepository, createTemporaryFolder } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { findReports, readChanges, readSubject, readTree } from "../src/index.ts";

/** Each process costs as much as a tenth of starting Node. */
describe.skipIf(process.platform === "win32")("git processes of a whole run", () => {
  it.each([
    [
      "with --base in CI",
      { GITHUB_REPOSITORY: "shop/store" },
      "main",
      ["ls-files", "status", "rev-parse", "diff"],
    ],
    [
      "on a developer's branch",
      {},
      undefined,
      ["ls-files", "config", "status", "for-each-ref", "rev-parse", "diff"],
    ],
  ])("%s", async (_, more, base, expected) => {
    const repository = createRepository();
    repository.commit("main", { "package.json": '{ "name": "shop" }', "a.ts": "", "junit.xml": "" });
    repository.branch("feature");
    repository.commit("feature", { "b.ts": "" });
    repository.write({ "reports/junit.xml": "" });
    const spy = createTemporaryFolder();
    writeFileSync(
      join(spy, "git"),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${spy}/log'\nPATH="$REAL_PATH" exec git "$@"\n`,
    );
    chmodSync(join(spy, "git"), 0o755);
    const path = repository.env["PATH"] ?? "";
    const env = { ...repository.env, ...more, REAL_PATH: path, PATH: `${spy}${delimiter}${path}` };
    const environment = { cwd: repository.root, env };
    const { tree } = await readTree(environment);
    const { subject } = readSubject(environment, tree, base === undefined ? {} : { base });
    expect("changes" in readChanges(environment, tree, subject)).toBe(true);
    expect(findReports(tree, [], env).reports.map((report) => report.path)).toEqual(["reports/junit.xml"]);
    const calls = readFileSync(join(spy, "log"), "utf8").trimEnd().split("\n");
    const commands = calls.map((call) =>
      call.split(" ").find((word, i, words) => i > 0 && !/^-|=/.test(word) && words[i - 1] !== "-c"),
    );
    expect(commands).toEqual(expected);
    repository.cleanup();
    rmSync(spy, { recursive: true });
  });
});
