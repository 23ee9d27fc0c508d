import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Decision, type Report, type SiteTemplate, testRefOf } from "@tollgate/model";
import { renderSite } from "@tollgate/render";
import {
  aCase,
  aDecision,
  aFile,
  aReport,
  aResult,
  createRepository,
  createTemporaryFolder,
} from "@tollgate/testkit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withCanaries } from "../packages/render/src/testing/canaries.ts";
import { exampleReport } from "../packages/render/src/testing/example.ts";
import { exampleDecision } from "../packages/render/src/testing/example-decision.ts";
import { closeFile, hasBrowser, openFile, startBrowser } from "./browser.ts";
import { runTollgate } from "./run-tollgate.ts";

/** What sets the title, asks a server, opens a dialog or a link, wherever it stands. */
const canary = (at: number): string =>
  [
    `<script>document.title='owned ${at}'</script>`,
    `</script><script>alert(${at})</script>`,
    `</title><img src=x onerror="document.title='owned'"><img src="https://x.test/${at}">`,
    `"onmouseover="alert(1)" style="background:url(https://x.test/s)`,
    "<a href=\"javascript:document.title='owned'\">link</a><!-- --><!--<script>",
    "<style>@import 'https://x.test/c'</style><svg onload=alert(2)><iframe srcdoc='<script>alert(3)</script>'>",
    "\u202Egnp.\u0000\u2028\u2029\uD800 {{alert(4)}}",
  ].join(" ");

describe.runIf(hasBrowser)("the page of the built command line", () => {
  let browser: Browser;
  let folder: string;
  let built: string;

  beforeAll(async () => {
    browser = await startBrowser();
    folder = createTemporaryFolder();
    const shop = createRepository();
    shop.commit("shop", { "package.json": "{}\n" });
    runTollgate(shop.root, ["run"]);
    built = readFileSync(join(shop.root, ".tollgate/out/report.html"), "utf8");
    shop.cleanup();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function pageOf(report: Report, decision: Decision): string {
    const file = join(folder, "report.html");
    writeFileSync(file, [...renderSite(report, decision, templateOf(built))].join(""));
    return file;
  }

  it("shows hostile text as text", async () => {
    const owners = new Map([["packages/api/test/checkout.test.ts", ["@shop/checkout"]]]);
    const report = withCanaries({ ...exampleReport, owners }, canary);
    const opened = await openFile(browser, pageOf(report, withCanaries(exampleDecision, canary)));
    const { page, deeds } = opened;
    const title = await page.title();
    for (const button of await page.locator("button.open, summary").all())
      if (await button.isVisible()) await button.click();
    for (const pointed of await page.locator("code, p").all())
      if (await pointed.isVisible()) await pointed.hover({ force: true });
    expect(await page.title()).toBe(title);
    expect(title).toContain("<script>");
    expect(deeds).toEqual([]);
    expect(
      await page.locator("img, iframe, svg, main script, main style, main a, [onmouseover]").count(),
    ).toBe(0);
    expect(await page.locator("#tests .title").first().textContent()).toContain("onerror=");
    await closeFile(opened);
  });

  it("lets nothing run that would stand in it", async () => {
    const file = pageOf(exampleReport, exampleDecision);
    const injected = '<script>document.title = "owned"</script><img src="data:," onerror="alert(1)"><main>';
    writeFileSync(file, readFileSync(file, "utf8").replace("<main>", injected));
    const opened = await openFile(browser, file);
    await opened.page.waitForLoadState();
    expect(await opened.page.title()).not.toBe("owned");
    expect(opened.deeds.filter((deed) => !deed.startsWith("console: "))).toEqual([]);
    expect(opened.deeds.length).toBeGreaterThan(1);
    await opened.page.context().close();
  });

  it("says so where its data is cut off", async () => {
    const file = pageOf(exampleReport, exampleDecision);
    const cut = readFileSync(file, "utf8").replace(
      /("schema":"tollgate\/site\/1")[\s\S]*?<\/script>/,
      "$1</script>",
    );
    writeFileSync(file, cut);
    const opened = await openFile(browser, file);
    expect(await opened.page.locator("#app").textContent()).toContain("The data in this page is cut off.");
    await closeFile(opened);
  });

  it("counts what it leaves out beside what it shows", async () => {
    const missing = Array.from({ length: 20_000 }, (_, i) => ({
      ...{ what: `unit tests of @shop/part-${i}`, because: "turbo.json:3 has the task", remedy: "Run them." },
    }));
    const opened = await openFile(browser, pageOf(aReport({ missing }), exampleDecision));
    const heads = await opened.page.locator("#evidence h3").allTextContents();
    expect(heads[0]).toMatch(/^Missing \([\d,]+ of 20,000\)$/);
    await closeFile(opened);
  });

  it("tells many tests that fail alike once, and opens to name them", async () => {
    const tests = Array.from({ length: 60 }, (_, i) =>
      aCase({
        name: `adds ${i}`,
        status: "failed",
        details: [{ kind: "failure", message: "expected the list of orders to be empty" }],
        annotations: [{ type: "issue", text: "SHOP-4" }],
      }),
    );
    const test = testRefOf(tests[0]!);
    const waived = aResult({
      violations: [{ message: "", test, waiver: "a.yml" }],
    });
    const report = aReport({ tests, packages: exampleReport.packages, inputs: exampleReport.inputs });
    const opened = await openFile(browser, pageOf(report, aDecision({ rules: [waived] })));
    const cause = opened.page.locator("#tests .cards > li").first();
    expect(await cause.textContent()).toMatch(
      /cart > adds 1 .*1 of 60 waived59 more tests fail alike\.issue: SHOP-4expected the list of orders to be emptyWhich/,
    );
    await cause.locator("summary").click();
    expect(await cause.locator("li").count()).toBe(50);
    expect(await cause.locator("li").last().textContent()).toBe("… and 10 more");
    await closeFile(opened);
  });

  it("opens with a hundred thousand tests and three thousand files", async () => {
    const tests = Array.from({ length: 100_000 }, (_, i) => {
      const file = `packages/api/src/part-${Math.floor(i / 40)}.test.ts`;
      if (i % 50 > 0) return aCase({ name: `adds ${i}`, file });
      const message = `expected ${"abcdefghij"[i % 10]}${String(i).replace(/\d/g, (d) => "klmnopqrst"[Number(d)]!)} to be there`;
      return aCase({ name: `fails ${i}`, file, status: "failed", details: [{ kind: "failure", message }] });
    });
    const coverage = Array.from({ length: 3_000 }, (_, i) =>
      aFile({ path: `packages/api/src/part-${i}.ts`, lines: { 1: 1, 2: 0, 3: i % 2, 4: 1, 9: 0 } }),
    );
    const totals = { ...aReport().totals.tests, cases: 100_000, passed: 98_000, failed: 2_000 };
    const file = pageOf(aReport({ tests, coverage, totals: { tests: totals } }), exampleDecision);
    expect(readFileSync(file).byteLength).toBeLessThan(10_100_000);
    const opened = await openFile(browser, file);
    const { page } = opened;
    expect(await page.locator("#tests .status").textContent()).toBe("100,000 tests in 2,500 files");
    expect(await page.locator(".files > tbody > tr").count()).toBe(100);
    await page.locator("#coverage .more").click();
    expect(await page.locator(".files > tbody > tr").count()).toBe(200);
    expect(await page.locator("#app > p").textContent()).toMatch(
      /^Left out to keep this page small: the tests in [\d,]+ files one by one\. report\.json has all of it\.$/,
    );
    for (const [status, words] of [
      ["failing", "2,000 tests in 2,000 files"],
      ["passed", "98,000 tests in 2,500 files"],
      ["skipped", "0 tests in 0 files"],
    ] as const) {
      await page.getByLabel("Status").selectOption(status);
      expect(await page.locator("#tests .status").textContent()).toBe(words);
    }
    await page.getByLabel("Find a test or file").fill("part-2499");
    await page.getByLabel("Status").selectOption("");
    expect(await page.locator("#tests").textContent()).toContain("Only counted, to keep this page small.");
    await closeFile(opened);
  });
});

/** The page without its title, static part and data. */
function templateOf(page: string): SiteTemplate {
  const parts =
    /^([\s\S]*?<title>).*?(<\/title>[\s\S]*?<main>\n)[\s\S]*?(\n<div id="app">[\s\S]*? id="data">).*?(<\/script>[\s\S]*)$/.exec(
      page,
    );
  const [, start = "", head = "", body = "", end = ""] = parts ?? [];
  return { start, head, body, end };
}
