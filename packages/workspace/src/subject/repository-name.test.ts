import { expect, it } from "vitest";
import { nameInUrl } from "./repository-name.ts";

it.each([
  ["https://github.com/shop/store.git", "shop/store"],
  ["https://user:secret@github.com/shop/store", "shop/store"],
  ["https://x-access-token:secret@github.example.com:8443/shop/store/", "shop/store"],
  ["git@github.com:shop/store.git", "shop/store"],
  ["ssh://git@github.com:22/shop/store.git", "shop/store"],
  ["https://gitlab.example.com/group/sub/store.git", "group/sub/store"],
  ["file:///srv/git/store.git", undefined],
  ["/srv/git/store.git", undefined],
  ["../store", undefined],
  ["C:\\git\\store", undefined],
  ["https://secret", undefined],
  ["https://github.com/shop/store?token=secret", undefined],
  ["", undefined],
])("%s is %s", (url, name) => {
  expect(nameInUrl(url)).toBe(name);
});
