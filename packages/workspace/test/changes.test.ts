import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { ChangedFile, LineRange } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChangesAnswer, readChanges, readTree } from "../src/index.ts";
import { changedFilesOf, changesOf } from "./changes-of.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.cleanup());

const read = (env: Readonly<Record<string, string | undefined>> = {}): Promise<ChangesAnswer> =>
  changesOf(repository, env);
const changedFiles = (env: Readonly<Record<string, string>> = {}): Promise<readonly ChangedFile[]> =>
  changedFilesOf(repository, env);

function text(
  path: string,
  change: ChangedFile["change"],
  added: readonly LineRange[],
): Partial<ChangedFile> {
  return { path, change, content: "text", added };
}

describe("changes between the merge base and the work tree", () => {
  it("are committed, staged, unstaged and new ones together, not those of others", async () => {
    const base = repository.commit("main", { "a.ts": lines(9), "b.ts": lines(3), "c.ts": lines(3) });
    repository.branch("feature");
    repository.git("switch", "--quiet", "main");
    repository.commit("others", { "others.ts": "x\n" });
    repository.git("switch", "--quiet", "feature");
    repository.commit("committed", { "a.ts": lines(9).replace("line 2\n", "new\n\t\nline 2\n") });
    repository.write({ "b.ts": `${lines(3)}staged\n` });
    repository.git("add", "b.ts");
    repository.write({ "c.ts": "unstaged\nline 2\nline 3\n", "d.ts": "new\n\nfile" });
    expect(await read()).toEqual({
      changes: {
        baseSha: base,
        files: [
          { path: "a.ts", change: "modified", content: "text", added: [[2, 3]], blank: [3], removed: [] },
          { path: "b.ts", change: "modified", content: "text", added: [[4, 4]], blank: [], removed: [] },
          {
            path: "c.ts",
            change: "modified",
            content: "text",
            added: [[1, 1]],
            blank: [],
            removed: [[1, 1]],
          },
          { path: "d.ts", change: "added", content: "text", added: [[1, 3]], blank: [2], removed: [] },
        ],
      },
      problems: [],
    });
  });

  it("follow renames, and know modes, types and deletions", async () => {
    repository.commit("main", {
      "old name.ts": lines(20),
      "gone.ts": lines(2),
      "mode.sh": "x\n",
      "type.ts": lines(2),
    });
    repository.branch("feature");
    repository.git("mv", "old name.ts", "new\tname.ts");
    repository.write({ "new\tname.ts": `${lines(20)}more\n` });
    repository.remove("gone.ts");
    chmodSync(join(repository.root, "mode.sh"), 0o755);
    repository.remove("type.ts");
    symlinkSync("mode.sh", join(repository.root, "type.ts"));
    repository.commit("feature");
    expect(await changedFiles()).toEqual([
      { path: "gone.ts", change: "deleted", content: "text", added: [], blank: [], removed: [[1, 2]] },
      { path: "mode.sh", change: "modified", content: "text", added: [], blank: [], removed: [] },
      {
        path: "new\tname.ts",
        oldPath: "old name.ts",
        change: "renamed",
        content: "text",
        added: [[21, 21]],
        blank: [],
        removed: [],
      },
      {
        path: "type.ts",
        change: "type-changed",
        content: "text",
        added: [[1, 1]],
        blank: [],
        removed: [[1, 2]],
      },
    ]);
  });

  it("know every name that a file can have", async () => {
    repository.commit("main", { "x.ts": "" });
    repository.branch("feature");
    const names = [
      " lead",
      "trail ",
      "a b/c d",
      'q"uote',
      "tab\there",
      "two\nlines",
      "back\\slash",
      "ünï",
      "日本",
      "b/b/x",
      "-x",
    ];
    repository.commit("feature", Object.fromEntries(names.map((name) => [`n/${name}`, "x\n"])));
    repository.write({ "n/untracked\n": "x\n" });
    expect(await changedFiles()).toMatchObject(
      [...names, "untracked\n"]
        .map((name) => text(`n/${name}`, "added", [[1, 1]]))
        .sort((a, b) => (a.path! < b.path! ? -1 : 1)),
    );
  });

  it("have the lines of CRLF files and of files without a last line end", async () => {
    repository.commit("main", {
      "crlf.ts": "a\r\nb\r\n",
      "end.ts": "a\nb",
      "latin1.ts": Buffer.from([0xe4, 10]),
    });
    repository.branch("feature");
    repository.commit("feature", {
      "crlf.ts": "a\r\n\r\nB\r\n",
      "end.ts": "a\nb\n",
      "latin1.ts": Buffer.from([0xe4, 10, 0xfc, 10]),
    });
    expect(await changedFiles()).toEqual([
      {
        path: "crlf.ts",
        change: "modified",
        content: "text",
        added: [[2, 3]],
        blank: [2],
        removed: [[2, 2]],
      },
      { path: "end.ts", change: "modified", content: "text", added: [[2, 2]], blank: [], removed: [[2, 2]] },
      { path: "latin1.ts", change: "modified", content: "text", added: [[2, 2]], blank: [], removed: [] },
    ]);
  });

  it("give binary files and submodules no lines", async () => {
    const library = createRepository();
    library.commit("first", { "lib.ts": "" });
    repository.git("submodule", "--quiet", "add", `file://${library.root}`, "lib");
    repository.commit("main", { "logo.png": Buffer.from([0, 1]) });
    repository.branch("feature");
    repository.commit("feature", { "logo.png": Buffer.from([0, 2]) });
    repository.git("-C", "lib", "commit", "--quiet", "--allow-empty", "--message=x");
    repository.write({ "new.bin": Buffer.from([1, 0]) });
    expect(await changedFiles()).toMatchObject([
      { path: "lib", change: "modified", content: "submodule", added: [], removed: [] },
      { path: "logo.png", change: "modified", content: "binary", added: [], removed: [] },
      { path: "new.bin", change: "added", content: "binary", added: [] },
    ]);
    library.cleanup();
  });

  it("are not hidden by an attribute that calls a text binary", async () => {
    repository.commit("main", { ".gitattributes": "*.ts -diff\n", "a.ts": "a\n", "b.png": Buffer.from([0]) });
    repository.branch("feature");
    repository.commit("feature", { "a.ts": "a\nb\n", "b.png": Buffer.from([0, 10, 0]) });
    expect(await changedFiles()).toMatchObject([
      text("a.ts", "modified", [[2, 2]]),
      { path: "b.png", content: "binary", added: [] },
    ]);
  });

  it("are not hidden by a NUL in a source", async () => {
    repository.commit("main", { "a.ts": "a\n", "b.py": "b\n", "c.png": Buffer.from([0]) });
    repository.branch("feature");
    repository.commit("feature", {
      "a.ts": 'a\n\n"\0";\n',
      "b.py": Buffer.from("\ufeffb\nc\n", "utf16le"),
      "c.png": Buffer.from([0, 10]),
    });
    repository.write({ "new.vue": "\0\n\n", "new.png": "\0\n" });
    expect(await changedFiles()).toMatchObject([
      { ...text("a.ts", "modified", [[2, 3]]), blank: [2] },
      text("b.py", "modified", [[1, 3]]),
      { path: "c.png", content: "binary", added: [] },
      { path: "new.png", content: "binary", added: [] },
      { ...text("new.vue", "added", [[1, 2]]), blank: [2] },
    ]);
  });

  it("do not depend on the user's configuration, attributes or variables", async () => {
    repository.commit("main", { "a.ts": lines(30), ".gitattributes": "*.ts diff=evil\n" });
    repository.branch("feature");
    repository.commit("feature", { "a.ts": lines(30).replace("line 5\n", "x\n").replace("line 8\n", "y\n") });
    const expected = await changedFiles();
    const configuration = {
      "diff.noprefix": "true",
      "diff.mnemonicPrefix": "true",
      "diff.context": "9",
      "diff.interHunkContext": "9",
      "diff.external": "false",
      "diff.evil.command": "false",
      "diff.evil.textconv": "false",
      "diff.submodule": "log",
      "diff.relative": "true",
      "diff.renames": "false",
      "diff.algorithm": "patience",
      "diff.orderFile": ".git/config",
      "diff.suppressBlankEmpty": "true",
      "diff.wsErrorHighlight": "all",
      "diff.colorMoved": "zebra",
      "diff.ignoreSubmodules": "all",
      "submodule.recurse": "true",
      "color.ui": "always",
      "color.diff": "always",
      "core.quotePath": "true",
      "core.fsmonitor": "false-command",
      "core.pager": "false",
      "status.showUntrackedFiles": "no",
    };
    for (const [key, value] of Object.entries(configuration)) repository.git("config", key, value);
    const hostile = { GIT_EXTERNAL_DIFF: "false", GIT_DIFF_OPTS: "-u9", GIT_LITERAL_PATHSPECS: "1" };
    expect(await changedFiles(hostile)).toEqual(expected);
    expect(expected).toMatchObject([
      text("a.ts", "modified", [
        [5, 5],
        [8, 8],
      ]),
    ]);
  });

  it("show a conflict as the work tree has it", async () => {
    repository.commit("main", { a: "1\n" });
    repository.branch("feature");
    repository.commit("feature", { a: "2\n" });
    repository.branch("other");
    repository.git("switch", "--quiet", "feature");
    repository.commit("again", { a: "3\n" });
    repository.git("switch", "--quiet", "other");
    repository.commit("other", { a: "4\n" });
    expect(() => repository.git("merge", "feature")).toThrow();
    expect(await changedFiles()).toMatchObject([text("a", "modified", [[1, 5]])]);
  });

  it("take a file that is only no longer tracked for changed, not for gone", async () => {
    repository.commit("main", { "a.ts": "1\n" });
    repository.branch("feature");
    repository.git("rm", "--quiet", "--cached", "a.ts");
    expect(await changedFiles()).toMatchObject([text("a.ts", "added", [[1, 1]])]);
  });

  it("say which new file was too large to read", async () => {
    repository.commit("main", { "a.ts": "1\n" });
    repository.branch("feature");
    repository.write({ "data.csv": Buffer.alloc(33 * 1024 * 1024, 10) });
    expect(await read()).toMatchObject({
      changes: { files: [] },
      problems: [{ code: "file-too-large", severity: "warning", path: "data.csv" }],
    });
  });

  it("are unknown when git fails", async () => {
    repository.commit("main", { "a.ts": "1\n" });
    const environment = { cwd: repository.root, env: repository.env };
    const { tree } = await readTree(environment);
    expect(readChanges(environment, tree, { headSha: "x", mergeBaseSha: "1".repeat(40) })).toMatchObject({
      reason: expect.stringContaining("git cannot compare the work tree with 111111111111"),
    });
  });

  it("are unknown without git, without a commit, and without a base", async () => {
    const environment = { cwd: repository.root, env: repository.env };
    const { tree } = await readTree(environment);
    const reasons = [
      readChanges(environment, { ...tree, hasGit: false }, {}),
      readChanges(environment, tree, {}),
      readChanges(environment, tree, { headSha: "a" }),
      readChanges(environment, tree, { headSha: "a", baseRef: "main" }),
      readChanges(environment, tree, { headSha: "a", baseRef: "main", baseSha: "b" }),
    ].map((answer) => ("reason" in answer ? answer.reason : answer));
    expect(reasons).toEqual([
      "git reads no repository here",
      "there is no commit yet",
      "there is no default branch here to compare with",
      "the base main is not in this clone",
      "the commit where HEAD and main part is not in this clone",
    ]);
  });
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join("");
}
