import { execFile } from "node:child_process";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  checkOutCommit,
  fetchRefs,
  firstParent,
  hasCommit,
  mergeBaseOf,
  mergeDoubt,
  readAncestry,
  resolveRef,
} from "../src/index.ts";

let origin: TemporaryRepository;
let base: string;
beforeEach(() => {
  origin = createRepository();
  base = origin.commit("first", { "cart.js": "1;\n" });
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
});
afterEach(() => origin.cleanup());

const git = ({ root, env }: TemporaryRepository): { cwd: string; env: TemporaryRepository["env"] } => ({
  ...{ cwd: root, env },
});

function headOf(files: Readonly<Record<string, string>>): string {
  origin.git("switch", "--quiet", "--detach", base);
  const head = origin.commit("feature", files);
  origin.git("update-ref", "refs/pull/1/head", head);
  origin.git("switch", "--quiet", "main");
  return head;
}

describe("refs of origin", () => {
  it("are fetched into refs of their own, and nothing else moves", () => {
    const clone = origin.clone();
    const head = headOf({ "price.js": "2;\n" });
    origin.git("tag", "v1");
    const before = clone.git("for-each-ref");
    expect(fetchRefs(git(clone), { refs: [{ from: "refs/pull/1/head", to: "refs/tollgate/head" }] })).toBe(
      undefined,
    );
    expect(resolveRef(git(clone), "refs/tollgate/head")).toBe(head);
    expect(clone.git("for-each-ref", "refs/heads", "refs/remotes", "refs/tags")).toBe(before);
    expect(existsSync(join(clone.root, ".git/FETCH_HEAD"))).toBe(false);
    expect(clone.git("status", "--porcelain")).toBe("");
  });

  it("may be commits by their name", () => {
    const clone = origin.clone();
    const head = headOf({ "price.js": "2;\n" });
    expect(fetchRefs(git(clone), { refs: [{ from: head, to: "refs/tollgate/merge" }] })).toBe(undefined);
    expect(hasCommit(git(clone), head)).toBe(true);
  });

  it.each([
    "--upload-pack=touch ran",
    "refs/heads/--output=x:refs/heads/main",
    "refs/heads/*",
    "main",
    "refs/heads/a b",
    "refs/heads/..",
    "ext::sh -c touch% ran",
    "",
  ])("are no options, patterns or addresses: %j", (from) => {
    const clone = origin.clone();
    const answer = fetchRefs(git(clone), { refs: [{ from, to: "refs/tollgate/head" }] });
    expect(answer?.reason).toContain("is no name to fetch");
    expect(existsSync(join(clone.root, "ran"))).toBe(false);
  });

  it("that are not there are told", () => {
    const clone = origin.clone();
    const answer = fetchRefs(git(clone), { refs: [{ from: "refs/pull/9/head", to: "refs/tollgate/head" }] });
    expect(answer?.reason).toContain("refs/pull/9/head");
  });

  it("run no hook of the clone", () => {
    const clone = origin.clone();
    headOf({ "price.js": "2;\n" });
    writeFileSync(
      join(clone.root, ".git/hooks/reference-transaction"),
      `#!/bin/sh\ntouch "${clone.root}/ran"\n`,
      { mode: 0o755 },
    );
    fetchRefs(git(clone), { refs: [{ from: "refs/pull/1/head", to: "refs/tollgate/head" }] });
    expect(existsSync(join(clone.root, "ran"))).toBe(false);
  });

  it("are asked for with one credential, which no argument and no file has", async () => {
    const clone = origin.clone();
    const asked: (string | undefined)[] = [];
    const server = createServer(({ rawHeaders }, response) => {
      asked.push(...rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === "authorization"));
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    clone.git("remote", "set-url", "origin", `${address}/octo/shop`);
    // As actions/checkout leaves it.
    clone.git("config", `http.${address}/.extraheader`, "AUTHORIZATION: basic b2xk");
    const script = join(createTemporaryFolder(), "fetch.ts");
    const module = new URL("../src/index.ts", import.meta.url).href;
    writeFileSync(
      script,
      `import { fetchRefs } from ${JSON.stringify(module)};
const environment = { cwd: ${JSON.stringify(clone.root)}, env: { ...process.env, GIT_TRACE: "1" } };
const refs = [{ from: "refs/heads/main", to: "refs/tollgate/base" }];
const credential = { server: ${JSON.stringify(`${address}/`)}, token: "secret" };
console.log(JSON.stringify(fetchRefs(environment, { refs, credential })));
`,
    );
    const told = await new Promise<string>((resolve) =>
      execFile(process.execPath, [script], { env: clone.env }, (_error, stdout, stderr) =>
        resolve(stdout + stderr),
      ),
    );
    server.close();
    const credential = Buffer.from("x-access-token:secret").toString("base64");
    expect([...new Set(asked)]).toEqual([`basic ${credential}`]);
    expect(told).not.toMatch(new RegExp(`secret|${credential}`));
    expect(readFileSync(join(clone.root, ".git/config"), "utf8")).not.toContain(credential);
  });
});

describe("a test merge", () => {
  const merge = (first: string, second: string): string => {
    origin.git("switch", "--quiet", "--detach", first);
    origin.git("merge", "--quiet", "--no-ff", "--message=merge", second);
    const commit = origin.git("rev-parse", "HEAD");
    origin.git("switch", "--quiet", "main");
    return commit;
  };

  it("is one of a commit of the base with the head, also an older one", () => {
    const head = headOf({ "price.js": "2;\n" });
    const commit = merge(base, head);
    const tip = origin.commit("second", { "cart.js": "3;\n" });
    expect(mergeDoubt(git(origin), { commit, head, base: tip })).toBe(undefined);
    expect(firstParent(git(origin), commit)).toBe(base);
    expect(mergeBaseOf(git(origin), tip, head)).toBe(base);
  });

  it("is not one of another head, of more parents, or no merge", () => {
    const head = headOf({ "price.js": "2;\n" });
    const other = headOf({ "other.js": "2;\n" });
    const why = "its parents are not a commit of the base and the head";
    for (const commit of [head, base, merge(base, other)])
      expect(mergeDoubt(git(origin), { commit, head, base })).toBe(why);
    const tree = origin.git("rev-parse", `${head}^{tree}`);
    const octopus = origin.git("commit-tree", "-p", base, "-p", head, "-p", other, "-m", "x", tree);
    expect(mergeDoubt(git(origin), { commit: octopus, head, base })).toBe(why);
  });

  it("is not one with files that the merge does not give", () => {
    const head = headOf({ "price.js": "2;\n" });
    const tree = origin.git("rev-parse", `${base}^{tree}`);
    const commit = origin.git("commit-tree", "-p", base, "-p", head, "-m", "x", tree);
    expect(mergeDoubt(git(origin), { commit, head, base })).toBe(
      "its files are not what merging base and head gives",
    );
  });

  it("is not one where base and head conflict", () => {
    const head = headOf({ "cart.js": "2;\n" });
    const tip = origin.commit("second", { "cart.js": "3;\n" });
    const tree = origin.git("rev-parse", `${head}^{tree}`);
    const commit = origin.git("commit-tree", "-p", tip, "-p", head, "-m", "x", tree);
    expect(mergeDoubt(git(origin), { commit, head, base: tip })).toContain("cannot be merged again here");
  });

  it("is not told from others in a shallow clone, which is said", () => {
    const head = headOf({ "price.js": "2;\n" });
    const commit = merge(base, head);
    origin.commit("second", { "cart.js": "3;\n" });
    const tip = origin.commit("third", { "cart.js": "4;\n" });
    const clone = origin.clone("--depth=1");
    fetchRefs(git(clone), { refs: [{ from: commit, to: "refs/tollgate/merge" }] });
    expect(mergeDoubt(git(clone), { commit, head, base: tip })).toContain("set `fetch-depth: 0`");
  });

  it("is not one that is not here, or whose base is no commit of the branch", () => {
    const head = headOf({ "price.js": "2;\n" });
    const gone = "1".repeat(40);
    expect(mergeDoubt(git(origin), { commit: gone, head, base })).toBe("this clone does not hold it");
    const stranger = headOf({ "stranger.js": "2;\n" });
    expect(mergeDoubt(git(origin), { commit: merge(stranger, head), head, base })).toBe(
      "what it merges the head with is no commit of the base branch",
    );
  });
});

describe("a stranger's commit", () => {
  it("is checked out without the user's filters, and with links as plain files", () => {
    const folder = createTemporaryFolder();
    const config = join(folder, "config");
    writeFileSync(
      config,
      `[filter "evil"]\n\tsmudge = touch ${join(folder, "ran")}; cat\n\trequired = true\n`,
    );
    origin.git("switch", "--quiet", "--detach", base);
    writeFileSync(join(folder, "target"), "/etc/passwd");
    const link = origin.git("hash-object", "-w", join(folder, "target"));
    origin.write({ ".gitattributes": "*.js filter=evil\n" });
    origin.git("add", "--all");
    origin.git("update-index", "--add", "--cacheinfo", `120000,${link},secret`);
    origin.git("commit", "--quiet", "--message=hostile");
    const commit = origin.git("rev-parse", "HEAD");
    origin.git("reset", "--quiet", "--hard", base);
    const checkout = checkOutCommit(
      { cwd: origin.root, env: { ...origin.env, GIT_CONFIG_GLOBAL: config } },
      commit,
      { isForeign: true },
    );
    if ("reason" in checkout) throw new Error(checkout.reason);
    const { cwd } = checkout.environment;
    expect(existsSync(join(folder, "ran"))).toBe(false);
    expect(lstatSync(join(cwd, "secret")).isFile()).toBe(true);
    expect(readFileSync(join(cwd, "secret"), "utf8")).toBe("/etc/passwd");
    checkout.remove();
  });
});

describe("what leads to a commit", () => {
  it("has a place and a distance, over both sides of a merge", () => {
    const head = headOf({ "price.js": "2;\n" });
    origin.git("merge", "--quiet", "--no-ff", "--message=merge", head);
    const tip = origin.git("rev-parse", "HEAD");
    const { placeOf, distanceOf } = readAncestry(git(origin), tip);
    expect([placeOf(tip), placeOf(base)]).toEqual([0, 2]);
    expect([distanceOf(tip), distanceOf(head), distanceOf(base)]).toEqual([0, 1, 2]);
    expect([placeOf("1".repeat(40)), distanceOf("1".repeat(40))]).toEqual([undefined, undefined]);
    expect(readAncestry(git(origin), "1".repeat(40)).placeOf(tip)).toBe(undefined);
  });
});
