import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { istanbul, junit, type Measured, sarif, type Told } from "./reports.ts";

/** One CI job: where it ran, what it says of itself and the files that its tests left. */
export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly at: "base" | "head" | "other";
  readonly shard?: string;
  readonly attempt: number;
  readonly environment: readonly string[];
  readonly exitCode?: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What becomes of the bundle on its way: `undefined` when it does not arrive. */
  readonly damage?: (bundle: Uint8Array) => Uint8Array | undefined;
};

export const paths = {
  unit: "packages/api/reports/unit/junit.xml",
  unitCoverage: "packages/api/reports/unit/coverage-final.json",
  web: "packages/web/reports/unit/junit.xml",
  webCoverage: "packages/web/reports/unit/coverage-final.json",
  integration: "packages/api/reports/integration/junit.xml",
  integrationCoverage: "packages/api/reports/integration/coverage-final.json",
  e2e: "e2e/reports/e2e/junit.xml",
  e2eCoverage: "e2e/reports/e2e/coverage-final.json",
  lint: "reports/lint/eslint.sarif",
} as const;

const cart = "packages/api/src/cart.ts";
const price = "packages/api/src/price.ts";
const page = "packages/web/src/page.ts";

/** The change appends four statements to price.ts. */
const sizes = { base: 6, head: 10, other: 10 } as const;

/** A repository with a change on a branch, and one commit beside it. */
export type Shop = {
  readonly repository: TemporaryRepository;
  readonly clones: Readonly<Record<Job["at"], TemporaryRepository>>;
  readonly shas: Readonly<Record<Job["at"], string>>;
};

export function createShop(policy: string): Shop {
  const repository = createRepository();
  const manifest = (name: string, ...scripts: readonly string[]): string =>
    JSON.stringify({ name, scripts: Object.fromEntries(scripts.map((script) => [script, "vitest run"])) });
  const base = repository.commit("base", {
    ".gitignore": "reports/\nnode_modules/\n.tollgate/\n",
    ".github/CODEOWNERS": "/packages/api/ @shop/api-team\n/packages/web/ @shop/web-team\n",
    "package.json": JSON.stringify({ name: "shop", private: true, workspaces: ["packages/*", "e2e"] }),
    "packages/api/package.json": manifest("@shop/api", "test:unit", "test:integration"),
    "packages/web/package.json": manifest("@shop/web", "test:unit"),
    "e2e/package.json": JSON.stringify({
      name: "@shop/e2e",
      scripts: { "test:e2e": "playwright test" },
      dependencies: { "@shop/api": "workspace:*", "@shop/web": "workspace:*" },
    }),
    "tollgate.yml": policy,
    [cart]: statements("c", 10),
    [price]: statements("p", sizes.base),
    [page]: statements("g", 8),
    "packages/api/test/cart.test.ts": "// tests of the cart\n",
    "packages/api/test/pay.test.ts": "// tests of paying\n",
    "packages/web/test/page.test.ts": "// tests of the page\n",
    "e2e/shop.test.ts": "// tests of the shop\n",
  });
  repository.branch("change");
  const head = repository.commit("price in cents", { [price]: statements("p", sizes.head) });
  const other = repository.commit("something else", { "docs/notes.md": "notes\n" });
  repository.git("branch", "judged", head);
  const clones = { base: repository.clone(), head: repository.clone(), other: repository.clone() };
  const shas = { base, head, other };
  for (const at of ["base", "head", "other"] as const) clones[at].git("checkout", "--quiet", shas[at]);
  return { repository, clones, shas };
}

function statements(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, i) => `export const ${prefix}${i + 1} = ${i};\n`).join("");
}

/** The jobs of a run in which everything is well. */
export function goldenJobs(at: "base" | "head"): readonly Job[] {
  const measured = (api: readonly [Measured["hit"], Measured["hit"]]): readonly Measured[] => [
    { path: cart, lines: 10, hit: api[0] },
    { path: price, lines: sizes[at], hit: api[1].filter((line) => line <= sizes[at]) },
  ];
  const pages = (hit: Measured["hit"]): readonly Measured[] => [{ path: page, lines: 8, hit }];
  const job = (members: Pick<Job, "id" | "kind" | "files"> & Partial<Job>): Job => ({
    at,
    attempt: 1,
    environment: [],
    exitCode: "0",
    ...members,
  });
  return [
    job({
      id: "unit",
      kind: "unit",
      shard: "1/2",
      files: {
        [paths.unit]: junit("packages/api/test/cart.test.ts", unitTests(1)),
        [paths.unitCoverage]: istanbul(measured([range(1, 6), range(1, 5)])),
      },
    }),
    job({
      id: "unit",
      kind: "unit",
      shard: "2/2",
      files: {
        [paths.unit]: junit("packages/api/test/cart.test.ts", unitTests(2)),
        [paths.unitCoverage]: istanbul(measured([range(5, 9), range(4, 10)])),
      },
    }),
    job({
      id: "web",
      kind: "unit",
      files: {
        [paths.web]: junit("packages/web/test/page.test.ts", webTests),
        [paths.webCoverage]: istanbul(pages(range(1, 7))),
      },
    }),
    ...["node=22", "node=24"].map((environment) =>
      job({
        id: "integration",
        kind: "integration",
        environment: [environment],
        files: {
          [paths.integration]: junit("packages/api/test/pay.test.ts", integrationTests),
          [paths.integrationCoverage]: istanbul(measured([range(8, 10), range(1, 3)])),
        },
      }),
    ),
    job({
      id: "e2e",
      kind: "e2e",
      files: {
        [paths.e2e]: junit("e2e/shop.test.ts", e2eTests),
        [paths.e2eCoverage]: istanbul(pages(range(6, 8))),
      },
    }),
    job({
      id: "lint",
      kind: "lint",
      files: { [paths.lint]: sarif([{ level: "warning", path: cart, line: 2 }]) },
    }),
  ];
}

/** The four tests of a shard. */
export function unitTests(shard: 1 | 2): readonly Told[] {
  const names =
    shard === 1 ? ["adds", "removes", "counts", "clears"] : ["sums", "rounds", "taxes", "converts"];
  return names.map((name) => ({ name }));
}

const webTests: readonly Told[] = ["shows", "hides", "scrolls"].map((name) => ({ name }));
export const integrationTests: readonly Told[] = ["pays", "refunds", "declines"].map((name) => ({ name }));
export const e2eTests: readonly Told[] = ["buys", "searches"].map((name) => ({ name }));

export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
