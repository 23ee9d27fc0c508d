import { expect, it } from "vitest";
import { parseRepository } from "./repository-name.ts";

it("a repository's name has an owner and a name", () => {
  expect(parseRepository("octo-org/shop.web")).toEqual({ owner: "octo-org", repo: "shop.web" });
  expect(parseRepository("ada_acme/shop")).toEqual({ owner: "ada_acme", repo: "shop" });
});

it.each(["", "shop", "a/b/c", "a/../b", "octo org/shop", "octo/shop?x=1", "octo/.."])(
  "%j names no repository",
  (name) => {
    expect(() => parseRepository(name)).toThrow("owner/name was wanted");
  },
);
