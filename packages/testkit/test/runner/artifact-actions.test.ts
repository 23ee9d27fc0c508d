import { runJob } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openShop, pin, type Shop } from "./shop.ts";
import { aRun } from "./tiny-action.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

describe("files between jobs", () => {
  it("are kept and come back as the actions for artifacts have it", async () => {
    const result = await shop.run(`
      on: push
      jobs:
        one:
          steps:
            - run: mkdir -p out/.deep other; echo a > out/a.txt; echo b > out/.deep/b.txt; echo c > other/c.txt
            - { uses: actions/upload-artifact@PIN, with: { name: file, path: out/a.txt } }
            - { uses: actions/upload-artifact@PIN, with: { name: folder, path: out, include-hidden-files: true } }
            - { uses: actions/upload-artifact@PIN, with: { name: seen, path: out } }
            - { uses: actions/upload-artifact@PIN, with: { path: "out/*.txt\\nother/" } }
            - { uses: actions/upload-artifact@PIN, with: { name: none, path: nothing/* } }
        two:
          needs: one
          steps:
            - { uses: actions/download-artifact@PIN, with: { path: all } }
            - { uses: actions/download-artifact@PIN, with: { name: file } }
            - run: find . -type f | sort
    `);
    expect(result.conclusion).toBe("success");
    expect(result.jobs.get("one")?.annotations).toMatchObject([{ level: "warning" }]);
    expect(result.jobs.get("two")?.log.split("\n").slice(2)).toEqual([
      "./a.txt",
      "./all/artifact/other/c.txt",
      "./all/artifact/out/a.txt",
      "./all/file/a.txt",
      "./all/folder/.deep/b.txt",
      "./all/folder/a.txt",
      "./all/seen/a.txt",
      "",
    ]);
  });

  it.each([
    [
      "no file is there and one must be",
      "actions/upload-artifact@PIN, with: { path: x, if-no-files-found: error }",
      "No files were found",
    ],
    ["the name is taken", "actions/upload-artifact@PIN, with: { name: taken, path: . }", "already exists"],
    ["none has the name", "actions/download-artifact@PIN, with: { name: x }", "Unable to find any artifacts"],
    ["a pattern is asked for", "actions/download-artifact@PIN, with: { pattern: x }", "is not known here"],
  ])("fail their step when %s", async (_, uses, message) => {
    const result = await shop.run(`
      on: push
      jobs:
        a:
          steps:
            - run: touch file
            - { uses: actions/upload-artifact@PIN, with: { name: taken, path: file } }
            - { uses: ${uses} }
    `);
    expect(result.jobs.get("a")?.steps.map(({ outcome }) => outcome)).toEqual([
      "success",
      "success",
      "failure",
    ]);
    expect(result.jobs.get("a")?.log).toContain(message);
  });

  it("need a run that keeps them", async () => {
    const steps = [{ uses: `actions/upload-artifact@${pin}` }];
    await expect(runJob({ steps, run: aRun() })).rejects.toThrow("no run keeps the artifacts");
  });
});
