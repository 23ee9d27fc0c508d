import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Subject } from "@tollgate/model";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChanges, readSubject, readTree } from "../src/index.ts";

type Answer = { readonly subject: Subject; readonly problems: readonly { readonly code: string }[] };

async function read(
  repository: TemporaryRepository,
  base?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const environment = { cwd: repository.root, env: { ...repository.env, ...env } };
  const { tree } = await readTree(environment);
  return readSubject(environment, tree, base === undefined ? {} : { base });
}

let repository: TemporaryRepository;
let mainSha: string;
beforeEach(() => {
  repository = createRepository();
  mainSha = repository.commit("main", { "a.ts": "1\n" });
});
afterEach(() => repository.cleanup());

describe("head", () => {
  it("is the commit, clean or dirty", async () => {
    expect((await read(repository)).subject).toMatchObject({ headSha: mainSha, dirty: false });
    repository.write({ "a.ts": "2\n" });
    expect((await read(repository)).subject.dirty).toBe(true);
    repository.git("add", "a.ts");
    expect((await read(repository)).subject.dirty).toBe(true);
  });

  it("is dirty by a new file, not by an ignored one or our own output", async () => {
    repository.commit("ignore", { ".gitignore": "*.log\n" });
    repository.write({ "x.log": "", ".tollgate/out/comment.md": "" });
    expect((await read(repository)).subject.dirty).toBe(false);
    repository.write({ "new.ts": "" });
    expect((await read(repository)).subject.dirty).toBe(true);
  });

  it("is unknown before the first commit", async () => {
    const empty = createRepository();
    expect(await read(empty)).toEqual({ subject: { dirty: false }, changed: [], problems: [] });
    await expect(read(empty, "main")).rejects.toMatchObject({
      code: "usage",
      message: '--base "main" needs a commit to compare, and this repository has none yet.',
    });
    empty.cleanup();
  });

  it("is unknown when git fails, and that is a problem", async () => {
    const environment = { cwd: repository.root, env: repository.env };
    const { tree } = await readTree(environment);
    repository.write({ ".git/index": "damaged" });
    expect(readSubject(environment, tree)).toMatchObject({
      subject: {},
      problems: [{ code: "no-git", severity: "warning", message: expect.stringContaining("index") }],
    });
    expect(() => readSubject(environment, tree, { base: "main" })).toThrow(
      /as git reads no repository.*index/,
    );
  });

  it("may be detached", async () => {
    repository.commit("second", { "b.ts": "" });
    repository.git("switch", "--quiet", "--detach", "HEAD~1");
    expect((await read(repository, "main")).subject).toMatchObject({
      headSha: mainSha,
      mergeBaseSha: mainSha,
    });
  });
});

describe("the repository's name", () => {
  it("is GitHub's, else in the remote's URL, without what it hides", async () => {
    repository.git("remote", "add", "origin", "https://me:secret@github.com/shop/store.git");
    expect((await read(repository)).subject.repository).toBe("shop/store");
    expect((await read(repository, undefined, { GITHUB_REPOSITORY: "acme/x" })).subject.repository).toBe(
      "acme/x",
    );
  });
});

describe("a named base", () => {
  beforeEach(() => {
    repository.branch("feature");
    repository.commit("feature", { "b.ts": "" });
  });

  it("is found with its merge base", async () => {
    repository.git("switch", "--quiet", "main");
    const tip = repository.commit("more", { "c.ts": "" });
    repository.git("switch", "--quiet", "feature");
    expect(await read(repository, "main")).toMatchObject({
      subject: { baseRef: "main", baseSha: tip, mergeBaseSha: mainSha },
      problems: [],
    });
  });

  it.each(["HEAD~1", "v1", "refs/heads/main", "main^{commit}"])("may be written as %s", async (base) => {
    repository.git("tag", "--annotate", "--message=v1", "v1", "main");
    expect((await read(repository, base)).subject).toMatchObject({ baseSha: mainSha, mergeBaseSha: mainSha });
  });

  it("may be a branch of origin only, as in CI", async () => {
    const clone = repository.clone("--branch=feature");
    expect((await read(clone, "main")).subject).toMatchObject({ baseRef: "main", baseSha: mainSha });
  });

  it.each([
    "nope",
    "",
    "--upload-pack=touch x",
    "-h",
    "--all",
    "main..feature",
    "main\nfeature",
    "main\0",
    "a.ts",
    "HEAD:a.ts",
  ])("is refused as %j, with what was tried", async (base) => {
    await expect(read(repository, base)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(JSON.stringify(base)),
      remedy: expect.stringContaining("git fetch"),
    });
  });

  it("may have a hostile name", async () => {
    for (const name of ["--upload-pack=x", "-q", "a'$(touch>x)b;&|"])
      repository.git("update-ref", `refs/heads/${name}`, mainSha);
    for (const base of ["refs/heads/--upload-pack=x", "heads/-q", "a'$(touch>x)b;&|"])
      expect((await read(repository, base)).subject.baseSha).toBe(mainSha);
  });

  it("is refused in a shallow clone with advice to fetch", async () => {
    const clone = repository.clone("--depth=1", "--branch=feature");
    await expect(read(clone, "main")).rejects.toMatchObject({
      code: "usage",
      remedy: expect.stringContaining("fetch-depth: 0"),
    });
  });

  it("without a common commit is a problem", async () => {
    repository.git("switch", "--quiet", "--orphan", "alone");
    repository.commit("alone", { "x.ts": "" });
    expect(await read(repository, "main")).toMatchObject({
      subject: { baseSha: mainSha },
      problems: [{ code: "no-base", severity: "warning" }],
    });
  });

  it("beyond the edge of a shallow clone is a problem", async () => {
    const clone = repository.clone("--depth=1", "--branch=feature", "--no-single-branch");
    repository.git("switch", "--quiet", "main");
    expect(await read(clone, "main")).toMatchObject({
      subject: { baseRef: "main", baseSha: mainSha },
      problems: [{ code: "shallow-clone", severity: "warning" }],
    });
  });
});

describe("the base of GitHub's event", () => {
  let headSha: string;
  beforeEach(() => {
    repository.branch("feature");
    headSha = repository.commit("feature", { "b.ts": "" });
  });

  function event(name: string, payload: object, more: Record<string, string> = {}): Record<string, string> {
    repository.write({ ".git/event.json": JSON.stringify(payload) });
    return {
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: join(repository.root, ".git/event.json"),
      GITHUB_REPOSITORY: "shop/store",
      ...more,
    };
  }

  function pullRequest(baseSha: string): Record<string, string> {
    const payload = {
      pull_request: { number: 12, head: { sha: headSha }, base: { sha: baseSha, ref: "main" } },
    };
    return event("pull_request", payload, { GITHUB_BASE_REF: "main" });
  }

  it("is the pull request's when its head is checked out", async () => {
    expect(await read(repository, undefined, pullRequest(mainSha))).toEqual({
      subject: {
        repository: "shop/store",
        headSha,
        dirty: false,
        baseRef: "main",
        baseSha: mainSha,
        mergeBaseSha: mainSha,
        event: "pull_request",
        pullRequest: 12,
      },
      changed: [],
      problems: [],
    });
  });

  it("is the merged parent when the merge is checked out, also two commits deep", async () => {
    repository.git("switch", "--quiet", "main");
    const tip = repository.commit("of others", { "others.ts": "" });
    repository.git("switch", "--quiet", "--detach", "main");
    repository.git("merge", "--quiet", "--no-edit", "feature");
    repository.git("branch", "merged");
    const env = pullRequest(mainSha);
    expect((await read(repository, undefined, env)).subject).toMatchObject({
      baseSha: tip,
      mergeBaseSha: tip,
    });
    const clone = repository.clone("--depth=2", "--branch=merged");
    expect(await read(clone, undefined, env)).toMatchObject({
      subject: { baseSha: tip, mergeBaseSha: tip },
      problems: [],
    });
  });

  it("is the base branch of origin when the event's commit is not there", async () => {
    const clone = repository.clone("--branch=feature");
    expect((await read(clone, undefined, pullRequest("1".repeat(40)))).subject).toMatchObject({
      baseRef: "main",
      baseSha: mainSha,
    });
  });

  it("that a shallow clone does not hold is a problem, and changes are unknown", async () => {
    const clone = repository.clone("--depth=1", "--branch=feature");
    const { subject, problems } = await read(clone, undefined, pullRequest(mainSha));
    expect(subject).toMatchObject({ baseRef: "main", headSha });
    expect(subject).not.toHaveProperty("baseSha");
    expect(problems).toMatchObject([
      { code: "shallow-clone", severity: "warning", remedy: expect.stringContaining("fetch-depth: 0") },
    ]);
    const environment = { cwd: clone.root, env: clone.env };
    const { tree } = await readTree(environment);
    expect(readChanges(environment, tree, subject)).toEqual({
      reason: "the base main is not in this clone",
      remedy: expect.stringContaining("fetch-depth: 0"),
    });
  });

  it("is not compared with itself when the base is checked out", async () => {
    repository.git("switch", "--quiet", "main");
    const { subject, problems } = await read(repository, undefined, pullRequest(mainSha));
    expect(subject).not.toHaveProperty("mergeBaseSha");
    expect(problems).toMatchObject([{ code: "other-commit", severity: "error" }]);
  });

  it("that nothing here knows is a problem", async () => {
    expect((await read(repository, undefined, pullRequest("1".repeat(40)))).problems).toMatchObject([
      { code: "no-base", severity: "warning" },
    ]);
  });

  it("with a hostile branch name is not found, and runs nothing", async () => {
    for (const ref of ["--upload-pack=touch x", "x\ny", "a b^{/x}", "../../x"]) {
      const env = event("pull_request", { pull_request: { base: { ref } } });
      expect(await read(repository, undefined, env)).toMatchObject({
        subject: { baseRef: ref },
        problems: [{ code: "no-base" }],
      });
    }
  });

  it("is the commit before a push to the default branch", async () => {
    repository.git("switch", "--quiet", "main");
    const tip = repository.commit("pushed", { "c.ts": "" });
    const payload = { ref: "refs/heads/main", before: mainSha, repository: { default_branch: "main" } };
    expect((await read(repository, undefined, event("push", payload))).subject).toMatchObject({
      headSha: tip,
      baseSha: mainSha,
      mergeBaseSha: mainSha,
    });
  });

  it("yields to --base", async () => {
    const env = pullRequest("1".repeat(40));
    expect((await read(repository, "HEAD", env)).subject).toMatchObject({ baseRef: "HEAD", pullRequest: 12 });
  });
});

describe("the default branch as base", () => {
  it("is origin's, under any name", async () => {
    repository.git("branch", "--move", "main", "trunk");
    const clone = repository.clone();
    clone.branch("feature");
    clone.commit("feature", { "b.ts": "" });
    expect((await read(clone)).subject).toMatchObject({ baseRef: "origin/trunk", mergeBaseSha: mainSha });
  });

  it("is the local one without a remote", async () => {
    repository.branch("feature");
    repository.commit("feature", { "b.ts": "" });
    expect((await read(repository)).subject).toMatchObject({ baseRef: "main", mergeBaseSha: mainSha });
  });

  it("is the upstream one for commits that are not pushed", async () => {
    const clone = repository.clone();
    clone.commit("not pushed", { "b.ts": "" });
    expect((await read(clone)).subject).toMatchObject({ baseRef: "origin/main", mergeBaseSha: mainSha });
  });

  it.each([
    ["on it", "main"],
    ["detached at it", "--detach"],
  ])("is the commit before a HEAD %s", async (_, where) => {
    const landed = repository.commit("landed", { "b.ts": "" });
    const clone = repository.clone();
    clone.git("switch", "--quiet", where);
    expect(await read(clone)).toEqual({
      subject: { headSha: landed, dirty: false, baseRef: "HEAD~1", baseSha: mainSha, mergeBaseSha: mainSha },
      changed: [],
      problems: [],
    });
    const shallow = repository.clone("--depth=1");
    expect((await read(shallow)).problems).toMatchObject([{ code: "shallow-clone", severity: "warning" }]);
  });

  it("is HEAD itself for the first commit of all", async () => {
    expect((await read(repository)).subject).toMatchObject({ baseRef: "HEAD", mergeBaseSha: mainSha });
  });

  it("is not looked for where no branch could be it", async () => {
    repository.git("branch", "--move", "main", "work");
    expect((await read(repository)).problems).toMatchObject([{ code: "no-base", severity: "info" }]);
  });

  it("may be cut off in a shallow clone", async () => {
    repository.branch("feature");
    repository.commit("feature", { "b.ts": "" });
    repository.git("switch", "--quiet", "main");
    const clone = repository.clone("--depth=1", "--branch=feature");
    expect((await read(clone)).problems).toMatchObject([{ code: "shallow-clone", severity: "warning" }]);
  });
});

describe("the subject without git", () => {
  it("is what the event says, and refuses a base", async () => {
    const environment = {
      cwd: repository.root,
      env: { PATH: "/nowhere", GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "shop/store" },
    };
    const { tree } = await readTree(environment);
    expect(readSubject(environment, tree)).toEqual({
      subject: { repository: "shop/store", event: "push" },
      problems: [],
    });
    expect(() => readSubject(environment, tree, { base: "main" })).toThrow("git is not installed");
  });

  it("has the commit of GitHub's event where that is what is checked out", async () => {
    const sha = "a".repeat(40);
    const read = async (event: string): Promise<Subject> => {
      const env = { PATH: "/nowhere", GITHUB_EVENT_NAME: event, GITHUB_SHA: sha };
      const { tree } = await readTree({ cwd: repository.root, env });
      return readSubject({ cwd: repository.root, env }, tree).subject;
    };
    expect(await read("pull_request")).toEqual({ event: "pull_request", headSha: sha, eventSha: sha });
    expect(await read("pull_request_target")).toEqual({ event: "pull_request_target", eventSha: sha });
  });

  it("says why git reads no repository, and refuses a base with that", async () => {
    const env = { ...repository.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const environment = { cwd: repository.root, env };
    const { tree } = await readTree(environment);
    expect(() => readSubject(environment, tree, { base: "main" })).toThrow(
      expect.objectContaining({
        code: "usage",
        message: expect.stringContaining("dubious ownership"),
        remedy: expect.stringContaining("safe.directory"),
      }),
    );
    const folder = createTemporaryFolder();
    const outside = { cwd: folder, env: repository.env };
    const { tree: walked } = await readTree(outside);
    expect(() => readSubject(outside, walked, { base: "main" })).toThrow(
      "needs a git repository, and here is none",
    );
    rmSync(folder, { recursive: true });
  });
});
