import { defineConfig } from "vitest/config";
import { reportsOf } from "./vitest.reports.config.ts";

/** Integration tests of the package in the working directory: real servers, a real database file. */
export default defineConfig({ test: { include: ["test/**/*.test.ts"], ...reportsOf("integration") } });
