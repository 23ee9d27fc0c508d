import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "@tollgate/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPolicy } from "../src/load-policy.ts";
import type { StateFile } from "../src/repo-state.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tollgate-config-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const text = "version: 1\nrules:\n  coverage: { min: 80% }\n";

function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(root, name), content);
}

describe("the policy of a repository", () => {
  it("is empty without a file", async () => {
    const { policy, digest } = await loadPolicy({ root, cwd: root });
    expect(policy).toEqual({ reports: [], paths: [], rules: [] });
    expect(digest).toBe(digestOf('{"paths":[],"reports":[],"rules":[]}'));
  });

  it("is tollgate.yml at the root, also from a folder below", async () => {
    put("tollgate.yml", text);
    mkdirSync(join(root, "packages"));
    const { policy } = await loadPolicy({ root, cwd: join(root, "packages") });
    expect(policy.path).toBe("tollgate.yml");
    expect(policy.rules).toHaveLength(1);
  });

  it("is the file that was asked for, relative to the working directory", async () => {
    mkdirSync(join(root, "ci"));
    put("ci/strict.yml", text);
    const { policy } = await loadPolicy({ root, cwd: join(root, "ci"), path: "strict.yml" });
    expect(policy.rules[0]?.place).toEqual({ path: "ci/strict.yml", line: 3, column: 3 });
  });

  it("may begin with a byte order mark", async () => {
    put("tollgate.yml", `\uFEFF${text}`);
    expect((await loadPolicy({ root, cwd: root })).policy.rules[0]?.place?.column).toBe(3);
  });

  it("has a digest over what it says, not over how it is written", async () => {
    const digestOfText = async (content: string): Promise<string> => {
      put("tollgate.yml", content);
      return (await loadPolicy({ root, cwd: root })).digest;
    };
    const digest = await digestOfText(text);
    expect(await digestOfText(text.replaceAll("\n", " # why\r\n"))).toBe(digest);
    expect(await digestOfText(text.replace("80%", "81%"))).not.toBe(digest);
  });
});

describe("a policy that cannot be used", () => {
  it.each([
    ["is not there", undefined, "asked.yml", "There is no policy asked.yml."],
    ["is a folder", "folder", "asked.yml", "The policy asked.yml is not a file."],
    ["is a folder at the usual place", "folder", undefined, "The policy tollgate.yml is not a file."],
    ["is UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "asked.yml", "The policy asked.yml is not UTF-8."],
    [
      "is huge",
      `# ${"x".repeat(131_072)}`,
      "asked.yml",
      "The policy asked.yml has 131074 bytes, at most 131072 are read.",
    ],
    ["is wrong", "version: 1\nrule: {}\n", "asked.yml", 'asked.yml:2:1: found the unknown key "rule"'],
  ])("that %s is refused", async (_, content, path, message) => {
    const name = path ?? "tollgate.yml";
    if (content === "folder") mkdirSync(join(root, name));
    else if (content !== undefined) put(name, content);
    const loading = loadPolicy({ root, cwd: root, ...(path === undefined ? {} : { path }) });
    await expect(loading).rejects.toMatchObject({ code: "usage", message: expect.stringContaining(message) });
  });

  it("that names packages which the workspace does not have is refused, with all else that is wrong", async () => {
    put(
      "tollgate.yml",
      `version: 1
reports:
  - { kind: unit, files: ["a/**"], package: "@shop/apu" }
  - { kind: e2e, files: ["b/**"], package: "@shop/api" }
  - { kind: e2e, files: ["c/**"], package: zoo, requird: false }
rules:
  coverage: { package: "@shop/gone", min: 80% }
`,
    );
    const loading = loadPolicy({ root, cwd: root, packages: ["@shop/web", "@shop/api"] });
    await expect(loading).rejects.toMatchObject({
      message: `The policy tollgate.yml has 3 problems:
  tollgate.yml:3:45: found the package "@shop/apu"; allowed: a package of the workspace: @shop/api, @shop/web. Did you mean "@shop/api" or "@shop/web"?
  tollgate.yml:5:44: found the package "zoo"; allowed: a package of the workspace: @shop/api, @shop/web. Write the name in its manifest.
  tollgate.yml:5:49: found the unknown key "requird"; allowed: one of kind, files, format, package, required, perTest. Did you mean "required"?`,
    });
  });

  it.each(["tollgate.yaml", ".tollgate.yml", ".tollgate.yaml"])(
    "named %s is refused, not ignored",
    async (name) => {
      put(name, text);
      await expect(loadPolicy({ root, cwd: root })).rejects.toMatchObject({
        message: `There is a ${name}, the policy is read from tollgate.yml.`,
        remedy: `Rename it to tollgate.yml, or name it: --config ${name}.`,
      });
    },
  );
});

describe("a policy in another state of the repository", () => {
  const files = new Map<string, StateFile>([
    ["tollgate.yml", { form: "link", target: "./ci/gate.yml" }],
    ["ci/gate.yml", { form: "file", bytes: Buffer.from("version: 1\nrules:\n  no-failed-runs: {}\n") }],
    ["out.yml", { form: "link", target: "../../etc/passwd" }],
    ["absolute.yml", { form: "link", target: "/etc/passwd" }],
    ["round.yml", { form: "link", target: "round.yml" }],
    ["lib", { form: "submodule" }],
    ["large.yml", { form: "too-large", bytes: 3_000_000 }],
    ["latin.yml", { form: "file", bytes: Buffer.from([0xe9]) }],
  ]);

  function load(path?: string): ReturnType<typeof loadPolicy> {
    const state = { read: (name: string) => files.get(name) };
    return loadPolicy({ root, cwd: root, state, ...(path === undefined ? {} : { path }) });
  }

  it("is read there and not in the work tree, links inside it followed", async () => {
    put("tollgate.yml", "version: 1\nrulez: {}\n");
    const { policy } = await load();
    expect(policy.path).toBe("tollgate.yml");
    expect(policy.rules.map(({ rule }) => rule)).toEqual(["no-failed-runs"]);
  });

  it("may not be there, also when it was asked for", async () => {
    put("new.yml", "version: 1\n");
    expect((await load("new.yml")).policy.path).toBeUndefined();
  });

  it.each([
    ["out.yml", "a symbolic link to ../../etc/passwd, which is no file of the repository"],
    ["absolute.yml", "a symbolic link to /etc/passwd"],
    ["round.yml", "a symbolic link to round.yml"],
    ["lib", "The policy lib is not a file."],
    ["large.yml", "The policy large.yml has 3000000 bytes"],
    ["latin.yml", "The policy latin.yml is not UTF-8."],
  ])("is refused: %s", async (path, message) => {
    await expect(load(path)).rejects.toThrow(message);
  });
});
