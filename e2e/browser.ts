import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executablePath = process.env["TOLLGATE_CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser: Debian's package `chromium`. */
export const hasBrowser: boolean = existsSync(executablePath);
if (!hasBrowser) console.warn("skipped: chromium is not installed, so the HTML report is not opened");

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** A page that was opened from disk, and everything that it did beside showing itself. */
export type Opened = { readonly page: Page; readonly deeds: string[] };

export async function openFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
  hash = "",
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const deeds: string[] = [];
  page.on("dialog", (dialog) => {
    deeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => deeds.push(`request: ${request.url()}`));
  page.on("pageerror", (error) => deeds.push(`error: ${error.message}`));
  page.on("console", (message) => deeds.push(`console: ${message.text()}`));
  page.on("popup", () => deeds.push("popup"));
  const address = pathToFileURL(file).href;
  await page.goto(`${address}${hash}`);
  return { page, deeds: withoutFirst(deeds, `request: ${address}`) };
}

/** The page itself is asked for. */
function withoutFirst(deeds: string[], deed: string): string[] {
  const at = deeds.indexOf(deed);
  if (at >= 0) deeds.splice(at, 1);
  return deeds;
}

/** Closes the page; where the tests are measured, it leaves the counts of its app as the command line does. */
export async function closeFile({ page }: Opened): Promise<void> {
  const folder = process.env["TOLLGATE_COUNTS"];
  const counts = folder === undefined ? undefined : await page.evaluate(readCounts);
  if (folder !== undefined && counts !== undefined)
    writeFileSync(join(folder, `page-${process.pid}-${Date.now()}-${Math.random()}.json`), counts);
  await page.context().close();
}

/** Runs in the page. */
function readCounts(): string | undefined {
  const counts = (globalThis as { readonly __coverage__?: unknown }).__coverage__; // of the counters
  const plain = (_name: string, value: unknown): unknown =>
    value instanceof Uint32Array ? Array.from(value) : value;
  return counts === undefined ? undefined : JSON.stringify(counts, plain);
}
