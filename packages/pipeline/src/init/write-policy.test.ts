import { parsePolicy } from "@tollgate/config/parse-policy";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Proposal } from "./proposal.ts";
import { reportGlobs } from "./report-globs.ts";
import { writePolicy } from "./write-policy.ts";

const nothing: Proposal = { count: 0, reports: [], tests: [], coverage: [], failing: [], absent: [] };

const shop: Proposal = {
  schema: "node_modules/tollgate/dist/policy.schema.json",
  count: 5,
  reports: [
    { kind: "e2e", files: ["e2e/results.json"], count: 1, required: false, assumed: false },
    { kind: "lint", files: ["reports/*.sarif"], count: 2, format: "sarif", required: false, assumed: false },
    {
      kind: "unit",
      files: ["packages/*/junit.xml", "packages/*/lcov.info"],
      count: 4,
      required: true,
      assumed: true,
    },
  ],
  tests: [{ kind: "unit", ran: 1_247, min: 1_200 }],
  coverage: [{ metric: "lines", hit: 1_999, found: 2_000, percent: 99 }],
  findings: { tools: ["Biome", "CodeQL"], max: 12 },
  failing: ["src/cart.test.ts > adds", "src/cart.test.ts > removes\n  no-failing-tests: {}"],
  absent: [{ package: "@shop/web", script: "test:e2e" }, { package: "@shop/api" }],
};

describe("the written policy", () => {
  it("says why each line is there", () => {
    expect(writePolicy(shop)).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=node_modules/tollgate/dist/policy.schema.json
      # What a change must keep. Proposed by \`tollgate init\` from the reports that were there; it is yours now.
      # \`tollgate explain rule\` tells how a verdict came about, figure by figure.
      version: 1

      # Which files are reports of which kind. An entry of which no file arrives holds the change: a lost report is never
      # nothing to check. \`required: false\` makes an entry optional.
      reports:
        # No e2e test ran, so nothing is promised yet. Remove \`required\` when some do.
        - kind: e2e # 1 report
          files: ["e2e/results.json"]
          required: false
        - kind: lint # 2 reports
          files: ["reports/*.sarif"]
          format: sarif
        # Nothing tells the kind of all of these; they were taken for unit. Correct it, or split the entry.
        - kind: unit # 4 reports
          files:
            - "packages/*/junit.xml"
            - "packages/*/lcov.info"

      # Scripts ask for these tests (\`tollgate expect\` tells where) and none of their results is here, which holds. Let them
      # write reports, or take them out with a reason:
      # expect:
      #   except:
      #     - { package: "@shop/web", task: "test:e2e", reason: "why" }
      #     - { package: "@shop/api", reason: "why" }

      rules:
        # Without being named these hold, too: no missing, unreadable or stale report, no runner that failed outside its tests.

        # 2 tests fail today, so this rule only warns, of new failures too. Mend them, then remove the line.
        #   src/cart.test.ts > adds
        #   src/cart.test.ts > removes   no-failing-tests: {}
        no-failing-tests: { mode: warn }

        # A suite that no longer runs is noticed: so many tests ran today, rounded down to two digits.
        minimum-tests:
          - { kind: unit, min: 1200 } # 1,247 ran

        # What is covered today, rounded down to whole percents. Raise it with the code, never lower it.
        coverage:
          - { metric: lines, min: 99% } # 1,999 of 2,000 lines

        # So many errors Biome, CodeQL find today. Lower it with the code. When CI keeps the evidence of main
        # (\`--base-report\`), \`{ level: warning, new: true }\` lets no new finding in beside the known ones.
        findings: { level: error, max: 12 }

        # When CI keeps the evidence of main (\`--base-report\`), no new failure gets in beside the known ones:
        # no-new-failures: {}

        # When CI fetches the whole history (\`fetch-depth: 0\`), also judge what a change adds:
        # changed-coverage: { metric: lines, min: 80%, minSample: 20, maxUncovered: 2 }
      "
    `);
  });

  it("says what to do where nothing was found", () => {
    expect(writePolicy(nothing)).toMatchInlineSnapshot(`
      "# What a change must keep. Proposed by \`tollgate init\`; it is yours now.
      # \`tollgate explain rule\` tells how a verdict came about, figure by figure.
      version: 1

      # No report was found, so there is nothing to propose yet. These rules hold without being named: no failing test,
      # at least one test that ran, no missing, unreadable or stale report, no runner that failed outside its tests.
      # Let your tests write reports, remove this file, and run \`tollgate init\` again: it writes floors from them.
      #
      # reports:
      #   - { kind: unit, files: ["packages/*/reports/unit/**"] }
      "
    `);
  });

  it.each([
    ["everything", shop],
    ["nothing", nothing],
    ["reports that no globs name", { ...shop, reports: [] }],
    ["coverage alone", { ...nothing, count: 1, coverage: shop.coverage }],
    ["a report of nothing", { ...nothing, count: 1, reports: shop.reports.slice(0, 1) }],
    ["many failing tests", { ...shop, failing: Array.from({ length: 2_000 }, (_, i) => `test ${i}`) }],
  ])("is a policy with %s", (_, proposal) => {
    const { reports, rules } = parsePolicy(writePolicy(proposal), "tollgate.yml");
    expect(reports.map(({ files }) => files)).toEqual(proposal.reports.map(({ files }) => files));
    expect(rules).toHaveLength(
      proposal.tests.length +
        proposal.coverage.length +
        (proposal.failing.length > 0 ? 1 : 0) +
        (proposal.findings === undefined ? 0 : 1),
    );
  });

  it("stays a policy whatever tests are called", () => {
    const names = [
      "\u202e",
      "\u0000",
      "\u001b[31m",
      "\uD800",
      "\uFFFF",
      "a\rb",
      "a\u2028b",
      "x".repeat(9_000),
      "\u0085",
    ];
    const { rules } = parsePolicy(writePolicy({ ...shop, failing: names }), "tollgate.yml");
    expect(rules).toHaveLength(4);
  });

  it("stays a policy whatever kinds, packages and files are called", () => {
    const kind = fc.oneof(
      fc.constantFrom("null", "true", "1", "1e3", "0x1f", "no", "e2e", "2026-11-25"),
      fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,9}$/),
    );
    const name = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
    const reports = fc.array(
      fc.record({ path: name.filter((text) => !/^\/|^[A-Za-z]:|\.\./.test(text)), kind }),
    );
    fc.assert(
      fc.property(reports, fc.array(name), (known, names) => {
        const globs = reportGlobs(known, [{ name: "root", dir: "", scripts: [] }], () => true);
        const text = writePolicy({
          ...shop,
          reports: globs.map((glob) => ({ ...glob, count: 1, required: true, assumed: false })),
          tests: globs.map((glob) => ({ kind: glob.kind, ran: 1, min: 1 })),
          failing: names,
          absent: names.map((text) => ({ package: text, script: text })),
        });
        const policy = parsePolicy(text, "tollgate.yml");
        expect(policy.reports.map((spec) => ({ kind: spec.kind, files: spec.files }))).toEqual(globs);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["\uFFFE", "a\u200B.xml", "\u{10FFFE}", "\u2028", "\u0085"])("can name the file %j", (path) => {
    const report = { kind: "unit", files: [path], count: 1, required: true, assumed: false };
    const { reports } = parsePolicy(writePolicy({ ...shop, reports: [report] }), "tollgate.yml");
    expect(reports.map(({ files }) => files)).toEqual([[path]]);
  });

  it("has exceptions that are exceptions", () => {
    const later = writePolicy(shop).replace(/^# (expect:| {2}except:| {4}- \{ package: .*)$/gm, "$1");
    expect(parsePolicy(later, "tollgate.yml").expect?.except).toMatchObject([
      { package: "@shop/web", task: "test:e2e" },
      { package: "@shop/api" },
    ]);
  });

  it("has rules for later that are rules", () => {
    const later = writePolicy(shop).replace(/^ {2}# ((?:changed-coverage|no-new-failures): .*)$/gm, "  $1");
    expect(parsePolicy(later, "tollgate.yml").rules).toHaveLength(6);
  });
});
