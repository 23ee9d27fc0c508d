import { cobertura } from "./cobertura/reader.ts";
import { istanbulJson } from "./istanbul-json/reader.ts";
import { jestJson } from "./jest-json/reader.ts";
import { junit } from "./junit/reader.ts";
import { lcov } from "./lcov/reader.ts";
import { playwrightJson } from "./playwright-json/reader.ts";
import type { Reader } from "./reader.ts";
import { turboSummary } from "./turbo-summary/reader.ts";
import { vitestJson } from "./vitest-json/reader.ts";

/** Every format that is read, by id. A new format is a folder and a line here. */
export const readers: Readonly<Record<string, Reader>> = {
  cobertura,
  "istanbul-json": istanbulJson,
  "jest-json": jestJson,
  "junit-xml": junit,
  lcov,
  "playwright-json": playwrightJson,
  "turbo-summary": turboSummary,
  "vitest-json": vitestJson,
};
