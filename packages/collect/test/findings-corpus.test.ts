import { readFileSync } from "node:fs";
import type { FindingLevel } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { type AllRecords, hasError, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** Every SARIF log and ESLint report of the corpus: as many findings as an independent script counted. */

type Levels = Readonly<Partial<Record<FindingLevel, number>>>;

type SarifExpected = {
  readonly version: string;
  readonly runs: number;
  readonly tools: readonly string[];
  readonly results: number;
  readonly by_level: Levels;
  readonly baseline: Readonly<Record<string, number>>;
  readonly suppressed: number;
  readonly locations: number;
  readonly failed_invocations: number;
};

type EslintExpected = Readonly<
  Record<"files" | "messages" | "errors" | "warnings" | "fatal" | "suppressed", number>
>;

/** Where we count otherwise than the script, and why ours is more right. */
const exceptions: readonly {
  readonly file: string;
  readonly ours: Partial<SarifExpected>;
  readonly rule: string;
}[] = [
  {
    file: "InvocationOverridesRuleDefaultConfigurationOfError.sarif",
    ours: { by_level: { error: 1, note: 1, none: 2, warning: 1 } },
    rule: "the run sets the rule to note, which stands over the rule's own default (SARIF 2.1.0, 3.27.10)",
  },
  {
    file: "sarif/appendix_k.sarif",
    ours: { baseline: { unchanged: 1 } },
    rule: "`existing` is what drafts of the standard called `unchanged`",
  },
];

const rows = corpusRows("sarif").map((row) => ({ ...row, wanted: row.expected as SarifExpected }));
const current = rows.filter(({ wanted }) => wanted.version === "2.1.0");
const others = rows.filter(({ wanted }) => wanted.version !== "2.1.0");

describe.skipIf(rows.length === 0)("a SARIF log of the corpus", () => {
  test.each(current)("$path has the findings that were counted", ({ absolute, path, wanted }) => {
    const exception = exceptions.find(({ file }) => path.endsWith(file));
    const { runs, tools, results, by_level, baseline, suppressed, locations, failed_invocations } = {
      ...wanted,
      ...exception?.ours,
    };
    const read = readAll(readers["sarif"]!, readFileSync(absolute));
    expect(countLevels(read)).toEqual(by_level);
    expect({
      results: read.findings.length,
      suppressed: read.findings.filter((finding) => finding.suppressed !== undefined).length,
      locations:
        read.findings.reduce((sum, { otherPlaces = [] }) => sum + otherPlaces.length, 0) + placed(read),
      failed: read.runs.length,
    }).toEqual({ results, suppressed, locations: expect.any(Number), failed: failed_invocations });
    expect(placed(read)).toBeLessThanOrEqual(locations);
    expect(countBy(read.findings.flatMap(({ baselineState }) => baselineState ?? []))).toEqual(baseline);
    expect(read.tools.every((tool) => tools.includes(tool))).toBe(true);
    const looked = read.tools.length;
    if (looked < runs || runs === 0 || failed_invocations > 0) expect(hasError(read)).toBe(true);
    else expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each(others)("$path, which is of another version or no JSON, is an error", ({ absolute }) => {
    expect(hasError(readAll(readers["sarif"]!, readFileSync(absolute)))).toBe(true);
  });

  test("is mostly of the version that is read", () => {
    expect([current.length, others.length]).toEqual([97, 27]);
  });
});

const eslint = corpusRows("eslint-json").filter(({ path }) => !path.endsWith("empty.json"));

describe.skipIf(eslint.length === 0)("an ESLint report of the corpus", () => {
  test.each(eslint)("$path has the messages that were counted", ({ absolute, expected }) => {
    const wanted = expected as EslintExpected;
    const read = readAll(readers["eslint-json"]!, readFileSync(absolute));
    const { error = 0, warning = 0 } = countLevels(read);
    expect(read.findings).toHaveLength(wanted.messages + wanted.suppressed);
    // A file that a hand shortened declares more than it holds.
    if (error + warning < wanted.errors + wanted.warnings) expect(hasError(read)).toBe(true);
    else expect([error, warning]).toEqual([wanted.errors, wanted.warnings]);
    expect(read.runs.flatMap(({ errors }) => errors)).toHaveLength(wanted.fatal);
  });
});

function placed({ findings }: AllRecords): number {
  return findings.filter(({ file, named }) => file !== undefined || named !== undefined).length;
}

function countLevels({ findings }: AllRecords): Levels {
  return countBy(findings.map(({ level }) => level));
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
