import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readOrigin } from "../src/waivers/read-origin.ts";

const path = ".tollgate/waivers/cart.yml";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", { "a.txt": "1\n" });
});
afterEach(() => shop.cleanup());

function originOf(repository: TemporaryRepository = shop, branch = "main") {
  return readOrigin({ cwd: repository.root, env: repository.env }, branch, path);
}

function amend(author: string): void {
  shop.git("commit", "--quiet", "--amend", "--no-edit", `--author=${author}`);
}

describe("who brought a waiver", () => {
  it("is told by the commit that last changed it, with its trailers", () => {
    shop.commit("old", { [path]: "1\n" });
    const message =
      "waive\n\nReviewed-by: @lin\nCo-authored-by: Kai <kai@example.com>\nApproved-by: Mei <mei@x>";
    const sha = shop.commit(message, { [path]: "2\n" });
    shop.commit("later", { "a.txt": "2\n" });
    expect(originOf()).toEqual({
      commit: sha,
      day: "2026-01-01",
      authors: [
        { name: "Ada", email: "ada@example.com" },
        { name: "Kai", email: "kai@example.com" },
      ],
      approvers: [
        { person: { handle: "@lin" }, how: `Reviewed-by in ${sha.slice(0, 7)}` },
        { person: { name: "Mei", email: "mei@x" }, how: `Approved-by in ${sha.slice(0, 7)}` },
      ],
    });
  });

  it("is told by the merge and by the commits that it merged", () => {
    shop.branch("waiver");
    shop.commit("waive", { [path]: "1\n" });
    shop.commit("mend it", { [path]: "2\n" });
    amend("Kai <kai@example.com>");
    shop.git("switch", "--quiet", "main");
    shop.commit("main", { "a.txt": "2\n" });
    shop.git("merge", "--quiet", "--no-ff", "--message=merge", "waiver");
    amend("Lin <12+lin@users.noreply.github.com>");
    const merge = shop.git("rev-parse", "HEAD");
    expect(originOf()).toMatchObject({
      commit: merge,
      authors: [{ name: "Kai" }, { name: "Ada" }],
      approvers: [{ person: { handle: "@lin" }, how: `merged it as ${merge.slice(0, 7)}` }],
    });
  });

  it("is who merged, where the merge itself changed it", () => {
    shop.branch("other");
    shop.commit("other", { "b.txt": "" });
    shop.git("switch", "--quiet", "main");
    shop.commit("main", { "a.txt": "2\n" });
    shop.git("merge", "--quiet", "--no-ff", "--no-commit", "other");
    shop.write({ [path]: "1\n" });
    shop.git("add", "--all");
    shop.git("commit", "--quiet", "--message=merge");
    expect(originOf()).toMatchObject({ authors: [{ name: "Ada" }], approvers: [] });
  });

  it("is not known for a file that the branch does not have", () => {
    expect(originOf()).toBeUndefined();
    expect(originOf(shop, "nowhere")).toBeUndefined();
  });

  it("is not known where the history is cut off", () => {
    shop.commit("waive", { [path]: "1\n" });
    shop.commit("later", { "a.txt": "2\n" });
    expect(originOf(shop.clone("--depth=1"))).toBeUndefined();
    expect(originOf(shop.clone("--depth=3"))).toBeDefined();
  });

  it("is not changed by the user's settings", () => {
    shop.commit("waive", { [path]: "1\n" });
    shop.write({ ".mailmap": "Eve <eve@example.com> <ada@example.com>\n" });
    for (const [key, value] of [
      ["log.showSignature", "true"],
      ["log.follow", "true"],
      ["color.ui", "always"],
    ] as const)
      shop.git("config", key, value);
    expect(originOf()?.authors).toEqual([{ name: "Ada", email: "ada@example.com" }]);
  });
});
