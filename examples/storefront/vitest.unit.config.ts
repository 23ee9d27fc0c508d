import { defineConfig } from "vitest/config";
import { reportsOf } from "./vitest.reports.config.ts";

/** Unit tests of the package in the working directory; they lie beside the sources. */
export default defineConfig({ test: { include: ["src/**/*.test.ts"], ...reportsOf("unit") } });
