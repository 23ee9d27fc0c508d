import { hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { SiteData } from "@tollgate/model";

/**
 * The pictures of the HTML report in docs/report.md, made from the report of the last demonstration. Their names carry the
 * digest of the page without what differs from run to run, as the picture of the comment does.
 */
const docs = resolve(import.meta.dirname, "../docs");
const page = join(docs, "report.md");
const shown = /report-(verdict|coverage)-[0-9a-f]*\.png/g;

/** Over what the pictures show: the app, what to do, and the coverage. `normalise` takes out what differs from run to run. */
export function reportDigest(html: string, normalise: (text: string) => string): string {
  const [, start = "", verdict = "", between = "", json = "{}", end = ""] =
    /^([\s\S]*?<main>)([\s\S]*?)<section id="rules"[\s\S]*?(<div id="app">[\s\S]*? id="data">)(.*?)(<\/script>[\s\S]*)$/.exec(
      html,
    ) ?? [];
  const { coverage }: SiteData = JSON.parse(json);
  const parts = [start, normalise(verdict), between, JSON.stringify(coverage), end];
  return hash("sha256", parts.join("\0"), "hex").slice(0, 12);
}

/** What is stale, in words; empty when the pictures are of that page. */
export function staleReport(digest: string): readonly string[] {
  const text = readFileSync(page, "utf8");
  return namesOf(digest).flatMap((name) => [
    ...(existsSync(join(docs, name)) ? [] : [`docs/${name} is missing`]),
    ...(text.includes(name) ? [] : [`docs/report.md does not show docs/${name}`]),
  ]);
}

/** Draws the parts of the page that the names say, and has docs/report.md show them. */
export async function drawReport(file: string, digest: string): Promise<readonly string[]> {
  for (const name of readdirSync(docs)) if (name.match(shown)) rmSync(join(docs, name));
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath: process.env["TOLLGATE_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const tab = await browser.newPage({ viewport: { width: 1_000, height: 860 } });
    await tab.goto(pathToFileURL(file).href);
    const [verdict, coverage] = namesOf(digest);
    await tab.screenshot({ path: join(docs, verdict) });
    await tab.locator("button.open").first().click();
    await tab.evaluate("document.querySelector('#coverage').scrollIntoView()");
    await tab.setViewportSize({ width: 1_000, height: 1_100 });
    await tab.screenshot({ path: join(docs, coverage) });
  } finally {
    await browser.close();
  }
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(shown, (_name, part) => `report-${part}-${digest}.png`),
  );
  return namesOf(digest);
}

function namesOf(digest: string): readonly [verdict: string, coverage: string] {
  return [`report-verdict-${digest}.png`, `report-coverage-${digest}.png`];
}
