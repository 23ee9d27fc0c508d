import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { drawReport, reportDigest } from "./report-picture.ts";

/**
 * The picture of the pull-request comment in the README (and those of the HTML report: `report-picture.ts`), made from the comment of the last demonstration
 * (`npm run demo`). `docs/comment.md` is that comment without what differs from run to run; the picture's name
 * carries its digest, so a stale picture or README is seen by comparing texts, without a browser.
 */
const root = resolve(import.meta.dirname, "..");
const docs = join(root, "docs");

/** The comment with durations, commits and the engine's version made equal for all runs. */
export function normaliseComment(markdown: string): string {
  return (
    markdown
      .replace(/\b\d+(?:\.\d+)? ?(?:ms|s|min|µs)\b(?: \d+ ?s\b)?/g, "1 s")
      .replace(/\b[0-9a-f]{7,40}\b/g, (word) => (/\d/.test(word) && /[a-f]/.test(word) ? "c0ffee0" : word))
      // What a cache answered for depends on what ran before on this machine.
      .replaceAll("ok, from a cache", "ok")
      .replace(/ · restored by a cache: reports of [\d,]+ tasks?/g, "")
      .replace(/\.turbo\/runs\/\w+\.json/g, ".turbo/runs/0.json")
      .replace(/tollgate \d+\.\d+\.\d+/g, "tollgate 0.0.0")
  );
}

export function pictureName(comment: string): string {
  return `comment-${hash("sha256", comment, "hex").slice(0, 12)}.png`;
}

/** What is stale, in words; empty when the picture is of `comment`. */
export function staleness(comment: string): readonly string[] {
  const stale: string[] = [];
  const picture = pictureName(comment);
  if (readFileSync(join(docs, "comment.md"), "utf8") !== comment)
    stale.push("docs/comment.md is not the comment of the demonstration");
  if (!existsSync(join(docs, picture))) stale.push(`docs/${picture} is missing`);
  if (!readFileSync(join(root, "README.md"), "utf8").includes(`docs/${picture}`))
    stale.push(`README.md does not show docs/${picture}`);
  return stale;
}

async function draw(markdown: string, path: string): Promise<void> {
  const { chromium } = await import("playwright-core");
  const extensions = ["table", "strikethrough", "autolink", "tagfilter"].flatMap((name) => ["-e", name]);
  const body = execFileSync("cmark-gfm", ["--unsafe", ...extensions], { input: markdown, encoding: "utf8" });
  const browser = await chromium.launch({
    executablePath: process.env["TOLLGATE_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 600 }, deviceScaleFactor: 1.5 });
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>${style}</style><article>${body}</article>`,
    );
    await page.locator("article").screenshot({ path });
  } finally {
    await browser.close();
  }
}

const style = `
  body { margin: 0; background: #fff; }
  article { box-sizing: border-box; width: 880px; padding: 20px 24px; border: 1px solid #d1d9e0; border-radius: 6px; font: 14px/1.5 "DejaVu Sans", sans-serif; color: #1f2328; }
  h2, h3 { margin: 16px 0 8px; line-height: 1.25; } h2 { font-size: 1.4em; } h3 { font-size: 1.1em; }
  table { border-collapse: collapse; margin: 8px 0 16px; font-size: 13px; } th, td { border: 1px solid #d1d9e0; padding: 4px 10px; } tr:nth-child(2n) td { background: #f6f8fa; }
  code { background: #eff1f3; border-radius: 4px; padding: 1px 5px; font: 12px "DejaVu Sans Mono", monospace; } pre { background: #f6f8fa; padding: 12px; border-radius: 6px; overflow: hidden; } pre code { background: none; padding: 0; }
  details { margin: 6px 0; } summary { cursor: pointer; } ul { padding-left: 24px; } blockquote { margin: 0; padding-left: 12px; border-left: 3px solid #d1d9e0; color: #59636e; }
`;

if (import.meta.main) {
  const comment = normaliseComment(readFileSync(join(root, ".tollgate/demo/comment.md"), "utf8"));
  for (const name of readdirSync(docs)) if (/^comment-[0-9a-f]+\.png$/.test(name)) rmSync(join(docs, name));
  const picture = pictureName(comment);
  writeFileSync(join(docs, "comment.md"), comment);
  await draw(comment, join(docs, picture));
  const readme = join(root, "README.md");
  writeFileSync(
    readme,
    readFileSync(readme, "utf8").replace(/docs\/comment-[0-9a-f]*\.png/g, `docs/${picture}`),
  );
  const report = join(root, ".tollgate/demo/report.html");
  const pictures = await drawReport(report, reportDigest(readFileSync(report, "utf8"), normaliseComment));
  process.stdout.write(`docs/${[picture, ...pictures].join("\ndocs/")}\n`);
}
