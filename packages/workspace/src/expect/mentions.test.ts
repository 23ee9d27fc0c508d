import type { PackageRef } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createMentions } from "./mentions.ts";

const packages: readonly PackageRef[] = [
  { name: "shop", dir: "" },
  { name: "@shop/e2e", dir: "e2e" },
  { name: "@shop/api", dir: "packages/api" },
  { name: "web", dir: "packages/web" },
].map((item) => ({ ...item, scripts: [] }));

const find = createMentions(packages);
const mentioned = (text: string, path = "e2e/tests/pay.ts") =>
  [...find(text, path)].map(({ name }) => name).sort();

describe("a text mentions", () => {
  it.each([
    [`import { cart } from "../../packages/web/src/cart.ts";`, ["web"]],
    [`spawn("node", [join(root, "packages", "api", "main.js")])`, ["@shop/api"]],
    ["command: pnpm --filter @shop/api start", ["@shop/api"]],
    ["command: pnpm --filter web start", ["web"]],
    [`const web = require("web/server");`, ["web"]],
    [`fork(join(here, \`../../packages/\${name}/main.ts\`))`, ["@shop/api", "web"]],
    [`join(import.meta.dirname, "..", "..", "packages", "web")`, ["web"]],
    [`cwd: resolve(here, "../..")`, ["@shop/api", "@shop/e2e", "shop", "web"]],
  ])("%s: %j", (text, names) => expect(mentioned(text)).toEqual(names));

  it.each([
    `import { page } from "./page.ts"; import { x } from "../x.ts";`,
    `extends: "../../tsconfig.json"`,
    "call(...args, [...rest])",
    `const web = "a website of packages/apis"`,
    `"../../../outside/of/it"`,
  ])("nothing: %s", (text) => expect(mentioned(text).filter((name) => name !== "@shop/e2e")).toEqual([]));
});
