import { aFinding, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSarif } from "./sarif.ts";
import { anyReport } from "./testing/arbitraries.ts";
import { exampleReport } from "./testing/example.ts";

const [input] = exampleReport.inputs;
const looked = { ...input!, holds: "findings", tools: ["ESLint"] } as const;
const baseline = { how: "bundle main.tollgate", totals: aReport().totals, cells: [], disappeared: [] };

const textOf = (report: ReturnType<typeof aReport>): string => [...renderSarif(report)].join("");

describe("merged findings as SARIF", () => {
  it("have a run for each tool, with what became of them", () => {
    const findings = [
      aFinding({
        change: "new",
        endLine: 4,
        column: 2,
        partialFingerprints: ["line=39fa:1"],
        securityTenths: 75,
      }),
      aFinding({ change: "unchanged", line: 9, suppressed: { kind: "inSource", justification: "trusted" } }),
      aFinding({ tool: "Other", change: "new" }),
    ];
    const report = aReport({
      inputs: [looked],
      findings,
      baseline: { ...baseline, fixedFindings: [aFinding({ line: 20 })] },
    });
    expect(JSON.parse(textOf(report))).toMatchInlineSnapshot(`
      {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "properties": {
          "comment": "written by tollgate",
        },
        "runs": [
          {
            "columnKind": "utf16CodeUnits",
            "results": [
              {
                "baselineState": "new",
                "level": "error",
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "packages/api/src/cart.ts",
                      },
                      "region": {
                        "endLine": 4,
                        "startColumn": 2,
                        "startLine": 3,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "eval can be harmful.",
                },
                "partialFingerprints": {
                  "line": "39fa:1",
                },
                "ruleId": "no-eval",
                "ruleIndex": 0,
                "suppressions": [],
              },
              {
                "baselineState": "unchanged",
                "level": "error",
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "packages/api/src/cart.ts",
                      },
                      "region": {
                        "startLine": 9,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "eval can be harmful.",
                },
                "ruleId": "no-eval",
                "ruleIndex": 0,
                "suppressions": [
                  {
                    "justification": "trusted",
                    "kind": "inSource",
                  },
                ],
              },
              {
                "baselineState": "absent",
                "level": "error",
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "packages/api/src/cart.ts",
                      },
                      "region": {
                        "startLine": 20,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "eval can be harmful.",
                },
                "ruleId": "no-eval",
                "ruleIndex": 0,
                "suppressions": [],
              },
            ],
            "tool": {
              "driver": {
                "name": "ESLint",
                "rules": [
                  {
                    "id": "no-eval",
                    "properties": {
                      "security-severity": "7.5",
                    },
                  },
                ],
              },
            },
          },
        ],
        "version": "2.1.0",
      }
    `);
  });

  it("say nothing of a base where something is not known of it", () => {
    const findings = [aFinding({ change: "new" }), aFinding({ line: 9 })];
    expect(textOf(aReport({ inputs: [looked], findings, baseline }))).not.toContain("baselineState");
  });

  it.each([
    ["src/my cart.ts", "src/my%20cart.ts"],
    ["src/a#b?.ts", "src/a%23b%3F.ts"],
    ["a:b.ts", "./a:b.ts"],
    ["https://shop.test/cart", "https://shop.test/cart"],
    ["\ud800.ts", "%EF%BF%BD.ts"],
  ])("name %s as a URI", (path, uri) => {
    const { runs } = JSON.parse(textOf(aReport({ inputs: [looked], findings: [aFinding({ path })] })));
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it("are JSON for any names", () => {
    fc.assert(
      fc.property(anyReport(4), (report) => {
        expect(() => JSON.parse(textOf(report)) as unknown).not.toThrow();
      }),
    );
  });
});
