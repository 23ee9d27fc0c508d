import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Finished, outsideCi, root } from "./run-tollgate.ts";

/**
 * All of `.github/workflows/release.yml` but the registry: in clones of this repository, with a bare one as origin. The
 * tests follow each other as the jobs do.
 */
let home: string;
let origin: string;
let clone: string;
let other: string;

beforeAll(() => {
  home = createTemporaryFolder();
  origin = join(home, "origin.git");
  must("git", ["clone", "--quiet", "--bare", root, origin], home);
  const head = must("git", ["rev-parse", "HEAD"], root);
  must("git", ["push", "--quiet", "--force", origin, `${head}:refs/heads/main`], root);
  must("git", ["symbolic-ref", "HEAD", "refs/heads/main"], origin);
  for (const tag of lines("git", ["tag", "--list"], origin)) must("git", ["tag", "--delete", tag], origin);
  clone = prepare(join(home, "one"));
  // This commit may be the one that brings a version, of which no changeset is left; the version before it has its tag.
  commit("new", ".changeset/new.md", '---\n"tollgate": minor\n"@tollgate/reporters": minor\n---\n\nNew.\n');
  must("git", ["push", "--quiet", "origin", "HEAD:main"], clone);
  must("git", ["update-ref", `refs/tags/v${versionOf(clone)}`, head], origin);
  other = prepare(join(home, "two"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("puts waiting changesets into versions, on a branch", () => {
  expect(JSON.parse(release("plan").stdout)).toEqual({ next: "version", version: versionOf(clone) });
  const before = versionOf(clone);
  const { status, stdout, stderr } = release("version");
  expect([status, stderr]).toEqual([0, expect.anything()]);
  expect(stdout).not.toContain(` ${before} `);
  expect(versionOf(clone)).not.toBe(before);
  const files = lines("git", ["ls-tree", "-r", "--name-only", "release/next"], origin);
  expect(files.filter((path) => path.startsWith(".changeset/"))).toEqual([".changeset/config.json"]);
  expect(files).toContain("packages/cli/CHANGELOG.md");
  expect(must("git", ["status", "--porcelain"], clone)).toBe("");
});

it("builds the same bytes in two places", () => {
  must("git", ["update-ref", "refs/heads/main", "refs/heads/release/next"], origin);
  must("git", ["fetch", "--quiet", "origin"], other);
  must("git", ["checkout", "--quiet", "--detach", "origin/main"], other);
  expect(JSON.parse(release("plan").stdout)).toMatchObject({ next: "publish" });
  for (const [where, out] of [
    [clone, "release"],
    [other, "again"],
  ] as const)
    expect(release("build", ["--out", join(home, out), "--repository", "acme/tollgate"], where).stderr).toBe(
      "",
    );
  expect(readdirSync(join(home, "release")).sort()).toEqual([
    "actions",
    "release.json",
    `tollgate-${versionOf(clone)}.tgz`,
    `tollgate-reporters-${versionOf(clone, "reporters")}.tgz`,
  ]);
  expect(release("compare", [join(home, "release"), join(home, "again")])).toMatchObject({
    stderr: "",
    stdout: expect.stringContaining("byte for byte"),
  });
  appendFileSync(join(home, "again/actions/gate.js"), "\n");
  const told = release("compare", [join(home, "release"), join(home, "again")]);
  expect([told.status, told.stderr]).toEqual([1, expect.stringContaining("differ: actions/gate.js")]);
});

it("tags a commit with the built actions on top of the released one", () => {
  const version = versionOf(clone);
  const [fixed, moving] = [`refs/tags/v${version}`, `refs/tags/v${version.split(".")[0]}`];
  expect(release("tag", ["--from", join(home, "release")]).stdout).toBe(`Pushed: ${fixed}, ${moving}\n`);
  expect(revision(fixed)).toBe(manifest().actionCommit);
  expect(revision(moving)).toBe(manifest().actionCommit);
  expect(revision(`${fixed}^`)).toBe(revision("main"));
  const added = lines("git", ["diff", "--name-status", "main", fixed], origin);
  expect(added).toContain("A\tactions/dist/gate.js");
  expect(added.filter((line) => !line.startsWith("A\tactions/dist/"))).toEqual([]);
  const built = must("git", ["show", `${fixed}:actions/dist/publish.js`], origin);
  expect(built).toBe(readFileSync(join(home, "release/actions/publish.js"), "utf8").trimEnd());
});

it("finishes what stopped behind the tag when it is run again, and releases no other commit as the same version", () => {
  const version = versionOf(clone);
  expect(JSON.parse(release("plan").stdout)).toEqual({ next: "publish", version });
  must("git", ["checkout", "--quiet", "-B", "later", "release/next"], clone);
  commit("later", "later.txt", "");
  expect(JSON.parse(release("plan").stdout)).toEqual({ next: "nothing", version });
  must("git", ["checkout", "--quiet", "release/next"], clone);
});

it("releases a version before what was pushed right behind it", () => {
  const tag = `refs/tags/v${versionOf(clone)}`;
  must("git", ["update-ref", "-d", tag], origin);
  must("git", ["checkout", "--quiet", "-B", "later", "release/next"], clone);
  commit("later", ".changeset/later.md", '---\n"tollgate": patch\n---\n\nLater.\n');
  expect(JSON.parse(release("plan").stdout)).toMatchObject({ next: "publish" });
  must("git", ["update-ref", tag, manifest().actionCommit], origin);
  expect(JSON.parse(release("plan").stdout)).toMatchObject({ next: "version" });
  must("git", ["checkout", "--quiet", "release/next"], clone);
});

it("tags a version once and never again", () => {
  expect(release("tag", ["--from", join(home, "release")]).stdout).toBe("The tags are there already.\n");
  const told = release("tag", ["--from", join(home, "again")]);
  expect([told.status, told.stderr]).toEqual([1, expect.stringContaining("build again")]);
  const tag = `refs/tags/v${versionOf(clone)}`;
  must("git", ["update-ref", tag, "main"], origin);
  const moved = release("tag", ["--from", join(home, "release")]);
  expect([moved.status, moved.stderr]).toEqual([
    1,
    expect.stringContaining("a released version never changes"),
  ]);
  must("git", ["update-ref", tag, manifest().actionCommit], origin);
});

it("moves the tag of the major version back to where it belongs", () => {
  const moving = `refs/tags/v${versionOf(clone).split(".")[0]}`;
  must("git", ["update-ref", moving, "main"], origin);
  expect(release("tag", ["--from", join(home, "release")]).stdout).toBe(`Pushed: ${moving}\n`);
  expect(revision(moving)).toBe(manifest().actionCommit);
});

it("leaves the tag of the major version where a later release put it", () => {
  const major = versionOf(clone).split(".")[0];
  must("git", ["update-ref", `refs/tags/v${major}.999.0`, "main"], origin);
  must("git", ["update-ref", `refs/tags/v${major}`, "main"], origin);
  expect(release("tag", ["--from", join(home, "release")]).stdout).toBe("The tags are there already.\n");
  expect(revision(`refs/tags/v${major}`)).toBe(revision("main"));
});

it("tells users the lines that name its actions, and what is new", () => {
  const version = versionOf(clone);
  const { stdout } = release("notes", ["--from", join(home, "release"), "--repository", "acme/tollgate"]);
  expect(stdout).toContain(`- uses: acme/tollgate/actions/gate@${manifest().actionCommit} # v${version}\n`);
  expect(stdout.match(/^## .*/gm)).toEqual(["## tollgate", "## @tollgate/reporters"]);
  expect(stdout).not.toContain(`## ${version}`);
  expect(stdout).toMatch(/^## tollgate\n\n### Minor Changes\n\n- \S/m);
  expect(stdout.length).toBeLessThan(125_000); // GitHub takes no more
  expect(versionOf(clone, "reporters")).toBe(version);
});

it("would publish packages that name the commit of the actions", () => {
  const told = release("publish", ["--from", join(home, "release"), "--dry-run"]);
  expect(told.stdout).toBe(
    `Would publish: tollgate-${versionOf(clone)}.tgz, tollgate-reporters-${versionOf(clone, "reporters")}.tgz\n`,
  );
  const unpacked = join(home, "unpacked");
  mkdirSync(unpacked);
  must("tar", ["-xzf", join(home, `release/tollgate-${versionOf(clone)}.tgz`)], unpacked);
  // npm compares it with the repository that the provenance names.
  expect(JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8")).repository).toEqual({
    type: "git",
    url: "git+https://github.com/acme/tollgate.git",
    directory: "packages/cli",
  });
  expect(must("git", ["status", "--porcelain", "--untracked-files=no"], clone)).toBe("");
  const dist = join(unpacked, "package/dist");
  const code = readdirSync(dist)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(dist, name), "utf8"));
  expect(code.some((text) => text.includes(manifest().actionCommit))).toBe(true);
});

it("says what it does not understand", () => {
  expect(release("undo").stderr).toContain("Say one of: plan, version, build, compare, tag, notes, publish");
  expect(release("tag").stderr).toContain("tag needs --from");
});

/** A clone with the packages of the lockfile. */
function prepare(folder: string): string {
  must("git", ["clone", "--quiet", origin, folder], home);
  must("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=silent"], folder);
  return folder;
}

/** A commit with one file more. */
function commit(message: string, path: string, text: string): void {
  writeFileSync(join(clone, path), text);
  must("git", ["add", "--all"], clone);
  must("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", "commit", "--quiet", "-m", message], clone);
}

function release(command: string, args: readonly string[] = [], where = clone): Finished {
  const script = join(where, "scripts/release/main.ts");
  return spawn(process.execPath, [script, command, ...args], where);
}

function spawn(program: string, args: readonly string[], cwd: string): Finished {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...outsideCi(), GIT_CONFIG_GLOBAL: "/dev/null" },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function must(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawn(program, args, cwd);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${stderr}${stdout}`);
  return stdout.trimEnd();
}

function lines(program: string, args: readonly string[], cwd: string): readonly string[] {
  return must(program, args, cwd).split("\n").filter(Boolean);
}

function revision(name: string): string {
  return must("git", ["rev-parse", name], origin);
}

function manifest(): { readonly actionCommit: string } {
  return JSON.parse(readFileSync(join(home, "release/release.json"), "utf8"));
}

function versionOf(where: string, name = "cli"): string {
  return JSON.parse(readFileSync(join(where, "packages", name, "package.json"), "utf8")).version;
}
