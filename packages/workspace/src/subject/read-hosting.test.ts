import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readTree } from "../tree/read-tree.ts";
import { isOfGithub, readHosting } from "./read-hosting.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
  repository.commit("start", { "README.md": "hello\n" });
});
afterEach(() => repository.cleanup());

async function hosting() {
  const environment = { cwd: repository.root, env: repository.env };
  const { tree } = await readTree(environment);
  return readHosting(environment, tree);
}

it.each([
  ["https://github.com/acme/shop.git", true],
  ["git@github.com:acme/shop.git", true],
  ["ssh://git@github.acme.example/acme/shop", true],
  ["https://acme.ghe.com/acme/shop", true],
  ["https://token@gitlab.com/github/shop.git", false],
  ["https://notgithub.com/acme/shop", false],
  ["../shop", false],
  ["", false],
])("knows whether %j is a host of GitHub", (url, isGithub) => {
  expect(isOfGithub(url)).toBe(isGithub);
});

it("reads the remote and the default branch", async () => {
  expect(await hosting()).toEqual({ isGithub: false, defaultBranch: "main" });
  repository.git("remote", "add", "origin", "https://github.com/acme/shop.git");
  expect(await hosting()).toEqual({ isGithub: true, defaultBranch: "main" });
});

it("takes a folder .github for GitHub, and knows no branch without one", async () => {
  repository.write({ ".github/CODEOWNERS": "* @acme\n" });
  repository.git("branch", "-m", "trunk");
  expect(await hosting()).toEqual({ isGithub: true });
});
