import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { differingFiles, readBaseFiles, type WorkspaceEnvironment } from "../src/index.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.cleanup());

function here(): WorkspaceEnvironment {
  return { cwd: repository.root, env: repository.env };
}

describe("files of a commit", () => {
  it("have the bytes that were committed, whatever their names", () => {
    const files = {
      "a b/ü.ts": "one\r\ntwo",
      '"quoted"\t.ts': "",
      "-x.ts": "abc blob 3\n",
      "日本.bin": Buffer.from([0, 10, 255, 10]),
    };
    const commit = repository.commit("main", files);
    repository.commit("later", { "a b/ü.ts": "other\n" });
    const read = readBaseFiles(here(), commit, [...Object.keys(files), "none.ts"]);
    expect([...read]).toEqual(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
  });

  it("are none for folders, submodules, large files, two-line names and unknown commits", () => {
    const library = createRepository();
    library.commit("first", { "lib.ts": "" });
    repository.git("submodule", "--quiet", "add", `file://${library.root}`, "lib");
    const commit = repository.commit("main", {
      "dir/a.ts": "1\n",
      "two\nlines.ts": "x\n",
      "large.ts": Buffer.alloc(2 * 1024 * 1024 + 1, 10),
    });
    const paths = ["dir", "lib", "large.ts", "two\nlines.ts", "dir/a.ts"];
    expect([...readBaseFiles(here(), commit, paths).keys()]).toEqual(["dir/a.ts"]);
    expect(readBaseFiles(here(), "1".repeat(40), ["dir/a.ts"]).size).toBe(0);
    library.cleanup();
  });

  it("are read beside any number of large ones", () => {
    const large = Buffer.alloc(17 * 1024 * 1024, 10);
    const commit = repository.commit("main", { "a.ts": "1\n", "large.ts": large, "z.ts": "2\n" });
    const read = readBaseFiles(here(), commit, ["a.ts", "large.ts", "none.ts", "z.ts"]);
    expect([...read].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
      ["a.ts", "1\n"],
      ["z.ts", "2\n"],
    ]);
  });
});

describe("files that two commits do not have alike", () => {
  it("are all with their names, added and removed ones too", () => {
    const a = repository.commit("a", { "same.ts": "1", "ü\n.ts": "1", "gone.ts": "1" });
    repository.remove("gone.ts");
    const b = repository.commit("b", { "ü\n.ts": "2", "new.ts": "1" });
    expect(differingFiles(here(), a, b)).toEqual(new Set(["gone.ts", "new.ts", "ü\n.ts"]));
    expect(differingFiles(here(), a, a)).toEqual(new Set());
  });

  it("are unknown where a commit is not there", () => {
    const a = repository.commit("a", { "same.ts": "1" });
    expect(differingFiles(here(), a, "1".repeat(40))).toBeUndefined();
    expect(differingFiles(here(), "--output=x", a)).toBeUndefined();
  });
});
