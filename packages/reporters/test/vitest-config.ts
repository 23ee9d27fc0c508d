import { reporters } from "./run-project.ts";

/** The one line, and the runner's own JSON to compare with. */
export const vitestConfig = (more = ""): Readonly<Record<string, string>> => ({
  "vitest.config.ts": `export default { test: {
    reporters: ["default", ${JSON.stringify(reporters.vitest)}, ["json", { outputFile: "own.json" }]], ${more}
  } };`,
});
