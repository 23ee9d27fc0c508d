import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/**
 * True when the beginning is a JSON object with Playwright's configuration in it, or with its suites beside its
 * statistics. The configuration comes first and can be longer than what recognition sees.
 */
export function recognisePlaywright({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined) return false;
  const config = keys.get("config");
  if (config !== undefined && configKeys.filter((name) => config.has(name)).length >= 3) return true;
  const stats = keys.get("stats");
  return keys.has("suites") && (stats?.has("unexpected") ?? false);
}

const configKeys = [
  "configFile",
  "rootDir",
  "forbidOnly",
  "fullyParallel",
  "globalSetup",
  "globalTeardown",
  "globalTimeout",
  "maxFailures",
  "reportSlowTests",
  "updateSnapshots",
] as const;
