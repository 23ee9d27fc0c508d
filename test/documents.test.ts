import { readFileSync } from "node:fs";
import { problemCodes } from "@tollgate/model";
import { expect, it } from "vitest";

it("documents every problem code once", () => {
  const page = readFileSync(new URL("../docs/problems.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual([...problemCodes].sort());
});
