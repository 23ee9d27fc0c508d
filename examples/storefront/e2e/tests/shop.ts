import { test as base } from "@playwright/test";

/** `test` whose pages and requests are addressed to the running web server; `api` is the address of the API. */
export const test = base.extend<{ api: string }>({
  // Playwright wants the pattern also where no other fixture is used.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  baseURL: async ({}, use) => use(process.env["WEB_URL"]),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  api: async ({}, use) => use(process.env["API_URL"] ?? ""),
});

export { expect } from "@playwright/test";
