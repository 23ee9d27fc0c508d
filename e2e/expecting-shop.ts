import { createRepository, type TemporaryRepository } from "@tollgate/testkit";

/** A repository of two packages with turbo's test tasks. */
export function createExpectingShop(): TemporaryRepository {
  const shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\nnode_modules\n.turbo\n*.tollgate\n.tollgate/\n",
    "package.json": JSON.stringify({ name: "shop", private: true, packageManager: "pnpm@12.21.0" }),
    "pnpm-workspace.yaml": "packages: [packages/*]\npmOnFail: ignore\n",
    "turbo.json": `{
  // what a package has a script for, it is expected to bring
  "tasks": {
    "test:unit": { "outputs": ["reports/**"] },
    "test:e2e": { "outputs": ["reports/**"] },
  }
}
`,
    "packages/api/package.json": manifest("@shop/api", { "test:unit": "node test.cjs unit" }),
    "packages/web/package.json": manifest("@shop/web", {
      "test:unit": "node test.cjs unit",
      start: "node .",
    }),
    "packages/api/test.cjs": writesReport,
    "packages/web/test.cjs": writesReport,
  });
  return shop;
}

export const junit = '<testsuite name="shop"><testcase name="adds"/></testsuite>';

/** A script that writes a report of the kind that it is given. */
const writesReport = `const { mkdirSync, writeFileSync } = require("node:fs");
const folder = "reports/" + process.argv[2];
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/junit.xml", '${junit}');
`;

export function manifest(name: string, scripts: object): string {
  return JSON.stringify({ name, scripts }, null, 2);
}
