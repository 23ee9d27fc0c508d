import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertCoverage } from "./convert-coverage.ts";

/**
 * Before all specs: starts the API over a new database and the web server over the API, as processes of their own.
 * The specs find them by `API_URL` and `WEB_URL`. Returns what ends them; V8 writes their coverage when they exit.
 */
export default async function startShop(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "shop-e2e-"));
  const coverage = join(folder, "coverage");
  const started: ChildProcess[] = [];

  async function start(name: "api" | "web", settings: Record<string, string>): Promise<string> {
    const child = fork(join(import.meta.dirname, `../packages/${name}/src/main.ts`), {
      env: { ...process.env, PORT: "0", NODE_V8_COVERAGE: coverage, ...settings },
    });
    started.push(child);
    const failed = once(child, "exit").then(() => {
      throw new Error(`The ${name} server ended before it listened.`);
    });
    const [{ url }] = await Promise.race([once(child, "message"), failed]);
    return url;
  }

  process.env["API_URL"] = await start("api", { SHOP_DATABASE: join(folder, "shop.sqlite") });
  process.env["WEB_URL"] = await start("web", { SHOP_API: process.env["API_URL"] });

  return async () => {
    for (const child of started) {
      // A server that crashed has made specs fail already.
      if (!child.connected) continue;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    }
    convertCoverage(coverage);
    rmSync(folder, { recursive: true });
  };
}
