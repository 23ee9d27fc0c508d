import type { LineRange } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChanges, readSubject, readTree } from "../src/index.ts";
import { changedFilesOf } from "./changes-of.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.cleanup());

describe("any two versions of a file", () => {
  /** Lines that look like parts of a diff, blanks, and line ends of all kinds. */
  const line = fc.constantFrom(
    "a",
    "b",
    "",
    " ",
    "\t",
    "-- a/x",
    "++ b/x",
    "@@ -1 +1 @@",
    "\\ No newline",
    "c\r",
    "é",
  );
  const version = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([all, ended]) => all.join("\n") + (ended && all.length > 0 ? "\n" : ""));

  it("give the ranges that rebuild the new one from the old one, and git's own counts", async () => {
    repository.commit("main", { "f.txt": "start\n" });
    repository.branch("feature");
    await fc.assert(
      fc.asyncProperty(version, version, fc.boolean(), async (before, after, isStaged) => {
        repository.git("switch", "--quiet", "--force", "--detach", "main");
        repository.commit("before", { "f.txt": before });
        repository.git("branch", "--force", "before");
        repository.write({ "f.txt": after });
        if (isStaged) repository.git("add", "f.txt");
        const environment = { cwd: repository.root, env: repository.env };
        const { tree } = await readTree(environment);
        const { subject } = readSubject(environment, tree, { base: "before" });
        const answer = readChanges(environment, tree, subject);
        if ("reason" in answer) throw new Error(answer.reason);
        const file = answer.changes.files[0] ?? { added: [], removed: [], blank: [] };
        const added = expand(file.added);
        const removed = expand(file.removed);
        const [oldLines, newLines] = [linesOf(before), linesOf(after)];
        expect([added.length, removed.length]).toEqual(counts(before, after));
        expect(added.filter((at) => newLines[at - 1]!.trim() === "")).toEqual(file.blank);
        // What was not added is the old file without what was removed: the same lines in the same order.
        const kept = newLines.filter((_, i) => !added.includes(i + 1));
        expect(kept).toEqual(oldLines.filter((_, i) => !removed.includes(i + 1)));
      }),
      { numRuns: 25 },
    );
  });

  /** Added and removed lines as git counts them outside any repository. */
  function counts(before: string, after: string): readonly number[] {
    repository.write({ ".git/before": before, ".git/after": after });
    let output = "";
    try {
      output = repository.git("diff", "--no-index", "--numstat", ".git/before", ".git/after");
    } catch (error) {
      output = String((error as { stdout: unknown }).stdout); // exit code 1 says that they differ
    }
    return output === "" ? [0, 0] : output.split("\t").slice(0, 2).map(Number);
  }
});

describe("any change of several files", () => {
  const names = [
    "a.ts",
    "dir/b c.ts",
    'quo"te.ts',
    "tab\there.ts",
    "ü/日本.ts",
    "b/b.ts",
    "-x",
    "new\nline.ts",
    "bin.png",
  ] as const;
  const texts = ["", "one\n", "one\ntwo\nthree\nfour\nfive\n", "one\r\ntwo\r\n", "no end", "\n\n", "ü\n"];
  const files = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...texts), { maxKeys: 6 });
  const after = fc.record({ files, isStaged: fc.boolean(), rename: fc.option(fc.constantFrom(...names)) });

  it("is told as git tells it by its machine formats", async () => {
    await fc.assert(
      fc.asyncProperty(files, after, async (before, { files: changed, isStaged, rename }) => {
        repository.cleanup();
        repository = createRepository();
        repository.commit("main", { "keep.md": "keep\n", ...before });
        repository.branch("feature");
        if (rename !== null && before[rename] !== undefined) {
          repository.write({ "to/x": "" });
          repository.git("mv", "--", rename, "to/renamed ü.ts");
        }
        repository.write(changed);
        for (const path of Object.keys(before))
          if (changed[path] === undefined && path !== rename && path !== "a.ts") repository.remove(path);
        repository.git("add", "--all", ...(isStaged ? [] : ["--intent-to-add"]));
        const options = ["--find-renames", "-l1000", "--diff-algorithm=myers", "--indent-heuristic"];
        const told = (await changedFilesOf(repository)).map(({ path, oldPath, added, removed }) => [
          path,
          oldPath,
          sizeOf(added),
          sizeOf(removed),
        ]);
        expect(told).toEqual(numstat(repository.git("diff", "--numstat", "-z", ...options, "main")));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  type Row = readonly [path: string, oldPath: string | undefined, added: number, removed: number];

  /** `added TAB removed TAB path NUL`, or with nothing for the path and both names behind it for a rename. */
  function numstat(output: string): readonly Row[] {
    const rows: Row[] = [];
    const fields = output.split("\0").values();
    for (const field of fields) {
      if (field === "") continue;
      const [added, removed, ...path] = field.split("\t");
      const name = path.join("\t");
      const oldPath = name === "" ? fields.next().value : undefined;
      const newPath = name === "" ? fields.next().value! : name;
      rows.push([newPath, oldPath, Number(added), Number(removed)]);
    }
    return rows.sort(([a], [b]) => (a < b ? -1 : 1));
  }
});

function sizeOf(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** With their ends, so that a missing last one is a difference. */
function linesOf(content: string): readonly string[] {
  return content.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function expand(ranges: readonly LineRange[]): readonly number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
