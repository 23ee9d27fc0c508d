import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listCommitFiles, readCommitFiles, type WorkspaceEnvironment } from "../src/index.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.cleanup());

function here(): WorkspaceEnvironment {
  return { cwd: repository.root, env: repository.env };
}

function file(text: string): unknown {
  return { form: "file", bytes: Buffer.from(text) };
}

describe("files of a commit", () => {
  it("are those that were asked for, folders with all that is below them", () => {
    const commit = repository.commit("main", {
      "tollgate.yml": "version: 1\n",
      "tollgate.yml.orig": "no",
      ".tollgate/waivers/b.yml": "b",
      ".tollgate/waivers/a.yml": "a",
      ".tollgate/waivers/old/ü\n.yml": "c",
      ".tollgate/waivers.md": "no",
    });
    repository.commit("later", { "tollgate.yml": "version: 2\n", ".tollgate/waivers/c.yml": "later" });
    const read = readCommitFiles(here(), commit, ["tollgate.yml", ".tollgate/waivers", "CODEOWNERS"]);
    expect([...read!]).toEqual([
      [".tollgate/waivers/a.yml", file("a")],
      [".tollgate/waivers/b.yml", file("b")],
      [".tollgate/waivers/old/ü\n.yml", file("c")],
      ["tollgate.yml", file("version: 1\n")],
    ]);
  });

  it("are told by what they are", () => {
    const library = createRepository();
    library.commit("first", { "lib.ts": "" });
    repository.git("submodule", "--quiet", "add", `file://${library.root}`, "lib");
    symlinkSync("../outside.yml", join(repository.root, "link.yml"));
    const commit = repository.commit("main", { "large.yml": Buffer.alloc(2 * 1024 * 1024 + 1, 10) });
    expect(readCommitFiles(here(), commit, ["lib", "link.yml", "large.yml"])).toEqual(
      new Map([
        ["large.yml", { form: "too-large", bytes: 2 * 1024 * 1024 + 1 }],
        ["lib", { form: "submodule" }],
        ["link.yml", { form: "link", target: "../outside.yml" }],
      ]),
    );
    library.cleanup();
  });

  it("are the same where the paths of the commit are known already", () => {
    const wanted = ["CODEOWNERS", ".tollgate/waivers", "shop"];
    const first = repository.commit("first", {
      "a.ts": "",
      "shop.ts": "",
      "shop/tollgate.yml": "version: 1\n",
    });
    const second = repository.commit("second", { ".tollgate/waivers/a.yml": "a" });
    const third = repository.commit("third", { CODEOWNERS: "* @x\n" });
    const told = [first, second, third].map((commit) => readCommitFiles(here(), commit, wanted));
    for (const [i, commit] of [first, second, third].entries()) {
      expect(listCommitFiles(here(), commit, "tollgate.yml")).toEqual(["shop/tollgate.yml"]);
      expect(listCommitFiles(here(), commit, "none.yml")).toEqual([]);
      expect(readCommitFiles(here(), commit, wanted)).toEqual(told[i]);
      expect(readCommitFiles(here(), commit, ["none.yml", "shop.t"])).toEqual(new Map());
    }
    expect(listCommitFiles(here(), "1".repeat(40), "tollgate.yml")).toBeUndefined();
  });

  it("have names that are no patterns", () => {
    const commit = repository.commit("main", { "a.yml": "a", ":(glob)x.yml": "x", "*.yml": "star" });
    expect([...readCommitFiles(here(), commit, ["*.yml", ":(glob)x.yml"])!.keys()]).toEqual([
      "*.yml",
      ":(glob)x.yml",
    ]);
  });

  it("are unknown where this clone does not have the commit", () => {
    const first = repository.commit("first", { "tollgate.yml": "version: 1\n" });
    repository.commit("second");
    expect(readCommitFiles(here(), "1".repeat(40), ["tollgate.yml"])).toBeUndefined();
    expect(readCommitFiles(here(), "--output=x", ["tollgate.yml"])).toBeUndefined();
    const shallow = repository.clone("--depth=1");
    const there = { cwd: shallow.root, env: shallow.env };
    expect(readCommitFiles(there, first, ["tollgate.yml"])).toBeUndefined();
    expect(readCommitFiles(there, "HEAD", ["tollgate.yml"])?.size).toBe(1);
  });
});
