import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCollected, readTree } from "../src/index.ts";

let repository: TemporaryRepository;
let mainSha: string;
beforeEach(() => {
  repository = createRepository();
  mainSha = repository.commit("main", { "a.ts": "1\n" });
});
afterEach(() => repository.cleanup());

describe("what is collected for a gate elsewhere", () => {
  it("has its commit, and looks for no base", async () => {
    const environment = { cwd: repository.root, env: { ...repository.env, GITHUB_BASE_REF: "gone" } };
    const { tree } = await readTree(environment);
    expect(readCollected(environment, tree)).toEqual({
      subject: { headSha: mainSha },
      changed: [],
      problems: [],
    });
  });
});
