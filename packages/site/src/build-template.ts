import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteTemplate } from "@tollgate/model";
import { type Plugin, rolldown } from "rolldown";
import { pageFrame } from "./page-frame.ts";

/**
 * The page of the HTML report with its style and its app: nothing is asked of any server, and only these two, by their
 * digests, may style it and run in it. `plugins` see the app's sources first.
 */
export async function buildTemplate(plugins: readonly Plugin[] = []): Promise<SiteTemplate> {
  const script = await bundleApp(plugins);
  const style = squeezed(read("app/style.css"));
  return pageFrame({ policy: contentPolicy(style, script), style, script });
}

async function bundleApp(plugins: readonly Plugin[]): Promise<string> {
  const bundle = await rolldown({
    cwd: import.meta.dirname,
    input: "app/main.ts",
    platform: "browser",
    // Of `text` only a few functions are wanted, and the rest needs the platform that is not there.
    treeshake: { moduleSideEffects: [{ test: /[\\/]text[\\/]src[\\/]/, sideEffects: false }] },
    external: [/^node:/],
    plugins: [...plugins],
    onLog(level, log, handler) {
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      handler(level, log);
    },
  });
  const { output } = await bundle.generate({ format: "iife", minify: true, comments: false });
  await bundle.close();
  const { code } = output[0];
  if (/<\/script|<!--/i.test(code)) throw new Error("The app would end its own script element.");
  return code.trim();
}

/** Strings become code nowhere, and nothing is loaded from anywhere. */
function contentPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function digestOf(text: string): string {
  return `sha256-${hash("sha256", text, "base64")}`;
}

function squeezed(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

/** A checkout on Windows may have other line ends. */
function read(path: string): string {
  return readFileSync(join(import.meta.dirname, path), "utf8").replaceAll("\r\n", "\n");
}
