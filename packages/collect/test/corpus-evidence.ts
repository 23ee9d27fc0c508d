import { readFileSync } from "node:fs";
import type { Evidence, TestEvidence } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { gherkin } from "../src/gherkin/reader.ts";
import { createCollector } from "../src/index.ts";
import { loadAll } from "../src/testing/read-all.ts";

// Nothing here waits for a parser.
await loadAll([gherkin]);

/** What a collection without a repository makes of one report. */
export function evidenceOf(bytes: Uint8Array, path = "reports/report"): Evidence | undefined {
  const collector = createCollector({
    mappings: [],
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
  });
  const session = collector.open({ path, promised: true });
  session.write(bytes);
  return session.close();
}

/** Every report of the corpus that holds test results; none on a clone without the corpus. */
export function testReports(): readonly (Evidence & { readonly tests: TestEvidence })[] {
  const shared = sharedFolder();
  if (shared === undefined) return [];
  return readFileSync(`${shared}corpus/MANIFEST.tsv`, "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [path = "", kind] = line.split("\t");
      if (kind !== "tests" && kind !== "bdd") return [];
      const evidence = evidenceOf(readFileSync(`${shared}corpus/${path}`), path);
      return evidence?.tests === undefined ? [] : [{ ...evidence, tests: evidence.tests }];
    });
}
