import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium.ts";

export default defineConfig({
  testDir: "tests",
  globalSetup: "./start-shop.ts",
  // One shop for all specs, one after the other: what a spec finds there never depends on timing.
  workers: 1,
  retries: 1,
  reporter: [
    ["list"],
    ["junit", { outputFile: "reports/e2e/junit.xml" }],
    ["json", { outputFile: "reports/e2e/playwright.json" }],
  ],
  use: { launchOptions: { executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] } },
});
