import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { problemCodes } from "@tollgate/model";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

it("documents every problem code once", () => {
  const page = readFileSync(join(root, "docs/problems.md"), "utf8");
  const documented = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual([...problemCodes].sort());
});

it("changesets name packages that are published", () => {
  const published = globSync("packages/*/package.json", { cwd: root })
    .map((path) => JSON.parse(readFileSync(join(root, path), "utf8")))
    .flatMap((manifest) => (manifest.private === true ? [] : [manifest.name]));
  const named = globSync(".changeset/*.md", { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/^"([^"]+)": (?:major|minor|patch)$/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(named.filter((name) => !published.includes(name))).toEqual([]);
});

it.each(["README.md", ...globSync("docs/**/*.md", { cwd: root }).sort()])("%s has no dead link", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link!);
  const dead = links.filter((link) => !existsSync(join(root, dirname(page), link)));
  expect(dead).toEqual([]);
});

it.each(["README.md", ...globSync("docs/**/*.md", { cwd: root }).sort()])(
  "%s is merged to its end",
  (page) => {
    const text = readFileSync(join(root, page), "utf8");
    expect(text.split("\n").filter((line) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line))).toEqual([]);
  },
);
