import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeFile, hasBrowser, type Opened, openFile, startBrowser } from "./browser.ts";
import { runTollgate } from "./run-tollgate.ts";

const cart = Array.from({ length: 12 }, (_, i) => `export const line${i + 1} = ${i};`).join("\n");

const unit = `<testsuite name="cart">
<testcase classname="cart" file="src/cart.test.ts" name="adds" time="0.1"/>
<testcase classname="cart" file="src/cart.test.ts" name="rounds" time="0.2"><failure message="expected 3 to be 5">- 5\n+ 3</failure></testcase>
<testcase classname="cart" file="src/tax.test.ts" name="taxes"><skipped message="waits for the law"/></testcase>
</testsuite>\n`;
const e2e = `<testsuite name="shop"><testcase classname="shop" file="e2e/order.test.ts" name="orders" time="2"/></testsuite>\n`;

/** Records of one file: hits of its lines. */
const lcov = (path: string, hits: readonly number[]): string =>
  `SF:${path}\n${hits.map((count, i) => `DA:${i + 1},${count}\n`).join("")}end_of_record\n`;

const policy = `version: 1
reports:
  - { kind: unit, files: ["reports/unit/**"] }
  - { kind: e2e, files: ["reports/e2e/**"] }
  - { kind: lint, files: ["reports/lint/**"] }
`;

const sarif = JSON.stringify({
  version: "2.1.0",
  runs: [
    {
      tool: { driver: { name: "Lint" } },
      results: [
        {
          ruleId: "no-var",
          level: "error",
          message: { text: "Unexpected var." },
          locations: [
            { physicalLocation: { artifactLocation: { uri: "src/cart.ts" }, region: { startLine: 2 } } },
          ],
        },
        { ruleId: "long-line", level: "warning", message: { text: "Too long." } },
      ],
    },
  ],
});

describe.runIf(hasBrowser)("the HTML report of a run", () => {
  let browser: Browser;
  let shop: TemporaryRepository;
  let file: string;
  let opened: Opened;

  beforeAll(async () => {
    browser = await startBrowser();
    shop = createRepository();
    shop.commit("shop", {
      ".gitignore": "reports/\n.tollgate/\n",
      "package.json": '{ "name": "shop" }\n',
      "tollgate.yml": policy,
      "src/cart.ts": `${cart}\n`,
      "src/tax.ts": "export const tax = 1;\n",
      "src/unseen.ts": "export const unseen = 1;\n",
    });
    shop.write({
      "reports/unit/junit.xml": unit,
      "reports/unit/lcov.info":
        lcov("src/cart.ts", [1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]) + lcov("src/tax.ts", [3]),
      "reports/e2e/junit.xml": e2e,
      "reports/e2e/lcov.info": lcov("src/cart.ts", [1, 1, 2, 2, 0, 1, 0, 0, 0, 0, 0, 1]),
      "reports/lint/lint.sarif": sarif,
    });
    expect(runTollgate(shop.root, ["run"]).status).toBe(1);
    file = join(shop.root, ".tollgate/out/report.html");
    opened = await openFile(browser, file);
  });
  afterAll(async () => {
    await closeFile(opened);
    await browser.close();
    shop.cleanup();
  });

  /** What is seen of each, in one line. */
  const rowsOf = async (selector: string): Promise<readonly string[]> =>
    (await opened.page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  const textOf = async (selector: string): Promise<string> => (await rowsOf(selector)).join(" | ");

  it("asks for nothing and says the verdict", async () => {
    expect(opened.deeds).toEqual([]);
    expect(await opened.page.title()).toBe("Block · Tollgate");
    expect(await textOf("h1")).toBe("✘ Block");
    expect(await rowsOf("nav a")).toEqual([
      ...["Verdict", "To merge this", "Rules", "Reproduce", "Tests", "Coverage", "Findings", "Evidence"],
    ]);
  });

  it("shows the figures of report.json", async () => {
    const { totals }: Report = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
    expect([totals.tests.cases, totals.tests.failed, totals.coverage?.lines]).toEqual([
      ...[4, 1],
      { found: 13, hit: 7, mayHit: 7 },
    ]);
    expect(await textOf("#tests > p")).toBe("4 tests: 2 passed, 1 failed, 1 skipped.");
    expect(await textOf("#coverage .total")).toBe("lines 53.8 % (7/13) functions n/a branches n/a");
    expect(await rowsOf("#coverage .matrix tbody tr")).toEqual(["shop 50 % 38.4 %"]);
  });

  it("shows what failed with its words", async () => {
    const failing = await textOf("#tests .cards >> nth=0");
    expect(failing).toContain("✘ failed cart > rounds in src/cart.test.ts");
    expect(failing).toContain("- 5 + 3");
  });

  it("finds tests by text, package, kind and status", async () => {
    const { page } = opened;
    const files = '#tests h3:text("All tests") + div .cards > li';
    await page.getByLabel("Find a test or file").fill("TAX");
    expect(await rowsOf(files)).toEqual(["src/tax.test.ts 1 skipped unit, shop"]);
    await page.locator(`${files} summary`).click();
    expect(await rowsOf(`${files} .rows li`)).toEqual(["○ skipped cart > taxes waits for the law"]);
    await page.getByLabel("Find a test or file").fill("");
    await page.getByLabel("Status").selectOption("failing");
    expect(await textOf("#tests .status")).toBe("1 test in 1 file");
    await page.getByLabel("Status").selectOption("skipped");
    expect(await textOf("#tests .status")).toBe("1 test in 1 file");
    await page.getByLabel("Status").selectOption("flaky");
    expect(await textOf("#tests .status")).toBe("0 tests in 0 files");
    await page.getByLabel("Status").selectOption("passed");
    expect(await textOf("#tests .status")).toBe("2 tests in 2 files");
    await page.getByLabel("Status").selectOption("");
    await page.locator("#tests").getByLabel("Kind").selectOption("e2e");
    expect(await textOf("#tests .status")).toBe("1 test in 1 file");
    await page.locator("#tests").getByLabel("Kind").selectOption("");
    await page.locator("#tests").getByLabel("Package").selectOption("shop");
    expect(await textOf("#tests .status")).toBe("4 tests in 3 files");
  });

  it("sorts files and shows their lines", async () => {
    const { page } = opened;
    const rows = ".files > tbody > tr:not(.detail) > th";
    const sort = page.locator(".files > thead").getByRole("button", { name: /^Lines/ });
    await sort.click();
    expect(await rowsOf(rows)).toEqual(["src/cart.ts shop", "src/tax.ts shop"]);
    await sort.click();
    expect(await rowsOf(rows)).toEqual(["src/tax.ts shop", "src/cart.ts shop"]);
    for (const name of [/^File/, /^Functions/, /^Branches/, /^Uncovered/])
      await page.locator(".files > thead").getByRole("button", { name }).click();
    const open = page.getByRole("button", { name: "src/cart.ts" });
    await open.click();
    expect(await textOf(".detail")).toBe(
      "Kind Lines Functions Branches all tests 50 % (6/12) n/a n/a e2e 50 % (6/12) n/a n/a unit 33.3 % (4/12) n/a n/a No test runs: 5, 7–11 Only e2e tests run: 3–4",
    );
    await open.click();
    expect(await page.locator(".detail").count()).toBe(0);
    for (const [view, count] of [
      ["uncovered", 1],
      ["fresh", 0],
      ["lost", 0],
      ["only", 1],
      ["", 2],
    ] as const) {
      await page.getByLabel(/^Show[^n]/).selectOption(view);
      expect(await page.locator(rows).count(), view).toBe(count);
    }
    await page.getByLabel("Find a file").fill("tax");
    expect(await rowsOf(rows)).toEqual(["src/tax.ts shop"]);
    await page.getByLabel("Shown").selectOption("branches");
    expect(await rowsOf("#coverage .matrix tbody tr")).toEqual(["shop n/a n/a"]);
  });

  it("shows findings and evidence", async () => {
    const { page } = opened;
    expect(await rowsOf("#findings .cards > li")).toEqual([
      "error src/cart.ts:2 Unexpected var. no-var Lint",
      "warning shop Too long. long-line Lint",
    ]);
    await page.getByLabel("Level").selectOption("warning");
    expect(await page.locator("#findings .cards > li").count()).toBe(1);
    expect(await rowsOf("#evidence tbody th")).toEqual([
      "reports/e2e/junit.xml",
      "reports/e2e/lcov.info",
      "reports/lint/lint.sarif",
      "reports/unit/junit.xml",
      "reports/unit/lcov.info",
    ]);
    expect(await textOf("#evidence dl")).toMatch(/Digest of the policy sha256:[0-9a-f]{64}/);
  });

  it("keeps what is shown in its address", async () => {
    const seen = await openFile(browser, file);
    const { page } = seen;
    await page.locator("#tests").getByLabel("Kind").selectOption("unit");
    await page.getByLabel("Find a test or file").fill("tax");
    await page.waitForURL(/#tests\?tests\.find=tax&tests\.kind=unit$/);
    await page.getByLabel("Shown").selectOption("functions");
    const lines = page.locator(".files > thead").getByRole("button", { name: /^Lines/ });
    await lines.click();
    await lines.click();
    await page.getByLabel("Level").selectOption("warning");
    await page.waitForURL(
      /#findings\?.*&coverage\.shown=functions&files\.sort=-lines&findings\.level=warning$/,
    );

    const colleague = await openFile(browser, file, {}, new URL(page.url()).hash);
    await page.reload();
    await page.getByRole("link", { name: "Evidence" }).click();
    await page.waitForURL(/#evidence\?tests\.find=tax&/);
    await page.goBack();
    for (const { page: same } of [seen, colleague]) {
      expect(await same.locator("#tests .status").textContent()).toBe("1 test in 1 file");
      expect(await same.locator(".files > tbody > tr > th button").allTextContents()).toEqual([
        ...["src/tax.ts", "src/cart.ts"],
      ]);
      expect(await same.locator(".files [aria-sort=descending]").textContent()).toBe("Lines");
      expect(await same.getByLabel("Shown").inputValue()).toBe("functions");
      expect(await same.locator("#findings .cards > li").count()).toBe(1);
    }
    await page.getByLabel("Find a test or file").fill("");
    await page.waitForURL((url) => !url.hash.includes("find="));
    expect([...seen.deeds, ...colleague.deeds].filter((deed) => !deed.startsWith("request: file:"))).toEqual(
      [],
    );
    await closeFile(colleague);
    await closeFile(seen);
  });

  it("names the part that was gone to right behind a choice", async () => {
    const seen = await openFile(browser, file);
    const { page } = seen;
    await page.clock.install();
    await page.getByLabel("Find a test or file").fill("tax");
    await page.getByRole("link", { name: "Evidence" }).click();
    await page.waitForURL(/#evidence\?tests\.find=tax$/);
    await page.clock.runFor(1_000);
    expect(new URL(page.url()).hash).toBe("#evidence?tests.find=tax");
    await closeFile(seen);
  });

  it("shows all where its address asks for what it has not", async () => {
    const hash = "#tests?tests.package=other&tests.nothing=1&files.sort=unknown";
    const seen = await openFile(browser, file, {}, hash);
    expect(await seen.page.locator("#tests .status").textContent()).toBe("4 tests in 3 files");
    await seen.page.locator("#tests").getByLabel("Kind").selectOption("unit");
    await seen.page.locator("#tests").getByLabel("Kind").selectOption("");
    await seen.page.waitForURL(/#tests$/);
    await closeFile(seen);
  });

  it("is reached with the keyboard", async () => {
    const { page } = opened;
    await page.getByLabel("Find a file").fill("");
    await page.getByRole("button", { name: "src/tax.ts" }).focus();
    await page.keyboard.press("Enter");
    expect(await textOf(".detail")).toContain("unit 100 % (1/1)");
  });

  it.each(["light", "dark"] as const)("has no fault of accessibility in %s", async (colorScheme) => {
    const seen = await openFile(browser, file, { colorScheme });
    await seen.page.locator("button.open").first().click();
    for (const details of await seen.page.locator("details").all())
      if (await details.isVisible()) await details.evaluate((node) => node.setAttribute("open", ""));
    await seen.page.evaluate(axe.source);
    const { violations } = await seen.page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await closeFile(seen);
  });

  it("fits a telephone", async () => {
    const seen = await openFile(browser, file, { viewport: { width: 380, height: 700 } });
    await seen.page.locator("button.open").first().click();
    expect(await seen.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
    await closeFile(seen);
  });

  it("needs no script for the verdict, what to do and the rules", async () => {
    const { page } = await openFile(browser, file, { javaScriptEnabled: false });
    const [text] = await page.locator("main").allInnerTexts();
    expect(text).toContain("To merge this");
    expect(text).toContain("No failing tests");
    expect(text).toContain("scripts are off");
    await page.context().close();
  });
});
