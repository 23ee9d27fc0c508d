import { reportFormats } from "@tollgate/collect";
import { rules } from "@tollgate/gate";
import { TollgateError } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "./parse-policy.ts";
import { policySchema } from "./policy-schema.ts";

describe("a policy", () => {
  it("becomes what the gate needs, each part with its place", () => {
    const text = `version: 1
reports:
  - { kind: unit, files: ["packages/*/reports/unit/**"] }
  - kind: e2e
    files: [e2e/test-results/**]
    format: playwright-json
    package: "@shop/e2e"
    required: false
paths:
  - { from: /app/, to: "" }
coverage: { otherSource: bound }
rules:
  minimum-tests: { min: 100 }
  coverage:
    - { metric: lines, min: 80% }
    - { package: "@shop/payments", kind: integration, metric: branches, min: 60%, mode: warn }
`;
    const at = (line: number, column: number): object => ({ path: "tollgate.yml", line, column });
    expect(parsePolicy(text, "tollgate.yml")).toEqual({
      path: "tollgate.yml",
      reports: [
        { kind: "unit", files: ["packages/*/reports/unit/**"], required: true, place: at(3, 5) },
        {
          kind: "e2e",
          files: ["e2e/test-results/**"],
          format: "playwright-json",
          package: "@shop/e2e",
          required: false,
          place: at(4, 5),
        },
      ],
      paths: [{ from: "/app/", to: "" }],
      rules: [
        { rule: "minimum-tests", scope: {}, mode: "enforce", options: { min: 100 }, place: at(13, 3) },
        {
          rule: "coverage",
          scope: {},
          mode: "enforce",
          options: { metric: "lines", min: "80%" },
          place: at(15, 7),
        },
        {
          rule: "coverage",
          scope: { package: "@shop/payments", kind: "integration" },
          mode: "warn",
          options: { metric: "branches", min: "60%" },
          place: at(16, 7),
        },
      ],
      otherSource: "bound",
    });
  });

  it("knows reports of analysis tools by their format or by all their names", () => {
    const text = `version: 1
reports:
  - { kind: lint, files: [reports/eslint.json], format: eslint-json }
  - { kind: lint, files: ["reports/*.sarif", "out/scan.sarif.json"] }
  - { kind: lint, files: ["reports/*.sarif", "reports/**"] }
  - { kind: unit, files: ["reports/*.sarif"], format: junit-xml }
`;
    expect(parsePolicy(text, "p.yml").reports.map(({ about }) => about)).toEqual([
      "findings",
      "findings",
      undefined,
      undefined,
    ]);
  });

  it("gives rules a scope, a day and a severity", () => {
    const text = `version: 1
scopes:
  payments: { packages: ["@shop/payments"], owners: ["@shop/payments-team"], paths: ["src/**"] }
rules:
  minimum-tests:
    - { scope: payments, kind: e2e, enforceFrom: 2027-01-31, severity: warning }
    - { owner: "@shop/web", path: "packages/web/**" }
`;
    expect(parsePolicy(text, "p.yml").rules).toMatchObject([
      {
        scope: {
          name: "payments",
          packages: ["@shop/payments"],
          owners: ["@shop/payments-team"],
          paths: ["src/**"],
          kind: "e2e",
        },
        mode: "enforce",
        enforceFrom: "2027-01-31",
        severity: "warning",
        options: {},
      },
      { scope: { owner: "@shop/web", path: "packages/web/**" }, options: {} },
    ]);
  });

  it("names no scope that it does not describe", () => {
    const text = `version: 1
scopes: { payments: { packages: [a] } }
rules:
  no-failing-tests: { scope: payment }
  minimum-tests: [{ scope: payments, enforceFrom: soon }]
`;
    expect(() => parsePolicy(text, "p.yml")).toThrow(
      /p\.yml:4:30: found the scope "payment"; allowed: one of payments\. Did you mean "payments"\?\n.*p\.yml:5:51: found the text "soon"; allowed: a day as YYYY-MM-DD/,
    );
  });

  it("may be its version alone", () => {
    expect(parsePolicy("version: 1\n", "p.yml")).toEqual({
      path: "p.yml",
      reports: [],
      paths: [],
      rules: [],
    });
  });

  it("is the same with other line ends", () => {
    const text = "version: 1\nrules:\n  coverage: { min: 80% }\n";
    expect(parsePolicy(text.replaceAll("\n", "\r\n"), "p.yml")).toEqual(parsePolicy(text, "p.yml"));
  });
});

it("narrows a rule about tests to an environment, and no other one", () => {
  const entry = (rule: string): string => `version: 1\nrules:\n  ${rule}: { environment: node=22 }\n`;
  expect(parsePolicy(entry("no-failing-tests"), "p.yml").rules[0]?.scope).toEqual({ environment: "node=22" });
  expect(problemsOf(entry("no-failed-runs"))[0]).toContain('found the unknown key "environment"');
});

describe("a list of texts", () => {
  it("is an option as it is written", () => {
    const text = 'version: 1\nrules:\n  required-kinds: { kind: unit, except: ["@shop/a", "@shop/b"] }\n';
    expect(parsePolicy(text, "p.yml").rules[0]?.options).toEqual({ except: ["@shop/a", "@shop/b"] });
  });

  it.each([
    ['"@shop/a"', 'the text "@shop/a"', "a list of names of packages"],
    ["[]", "an empty list", "a list of names of packages"],
    ["[3]", "the number 3", "the name of a package"],
  ])("is refused as %s", (written, found, allowed) => {
    const text = `version: 1\nrules:\n  required-kinds: { except: ${written} }\n`;
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toContain(`found ${found}; allowed: ${allowed}.`);
  });
});

describe("the problems of a policy", () => {
  it("come all at once, in the order of the text", () => {
    const text = `verson: 1
reports: [{ kind: unit, files: ["/abs/**"] }, { kind: a b, files: [], format: junit, requird: no }]
expect: { from: trubo, except: [{ package: "@shop/api", task: e2e }], add: [{ package: a, shards: 0 }] }
rules:
  coverage: { metric: liens, min: 80 }
  changed-coverage: [{ min: 80.555% }, 3]
  no-failing-test: {}
  no-failed-runs:
  minimum-tests: { min: 0, mode: enforc }
  minimum-tests: { min: *many }
`;
    const names = [
      ["FORMATS", reportFormats],
      ["RULES", rules.map(({ id }) => id)],
      ["KEYS", Object.keys(policySchema.properties)],
    ] as const;
    const problems = problemsOf(text).map((problem) =>
      names.reduce((before, [word, list]) => before.replace(list.join(", "), word), problem),
    );
    expect(problems).toMatchInlineSnapshot(`
      [
        "p.yml:1:1: found no "version"; allowed: a policy with "version". Add it.",
        "p.yml:1:1: found the unknown key "verson"; allowed: one of KEYS. Did you mean "version"?",
        "p.yml:2:33: found the text "/abs/**"; allowed: a glob with \`/\` below the repository's root. Write for example packages/*/reports/unit/**.",
        "p.yml:2:55: found the text "a b"; allowed: a kind: letters, digits, \`-\`, \`_\` and \`.\`. Write for example unit.",
        "p.yml:2:67: found an empty list; allowed: a list of globs. Fill it or remove its key.",
        "p.yml:2:79: found the text "junit"; allowed: one of FORMATS. Did you mean "junit-xml"?",
        "p.yml:2:86: found the unknown key "requird"; allowed: one of kind, files, format, package, required, perTest. Did you mean "required"?",
        "p.yml:3:17: found the text "trubo"; allowed: one of turbo, scripts, none. Did you mean "turbo"?",
        "p.yml:3:33: found no "reason"; allowed: what is not expected, and why with "reason". Add it. For example reason: its tests run every night.",
        "p.yml:3:99: found the number 0; allowed: a number of shards from 1 to 1000. Correct the value.",
        "p.yml:5:23: found the text "liens"; allowed: one of lines, functions, branches. Did you mean "lines"?",
        "p.yml:5:35: found the number 80; allowed: a percentage from 0% to 100% with at most two decimals. Write for example 80%.",
        "p.yml:6:29: found the text "80.555%"; allowed: a percentage from 0% to 100% with at most two decimals. Write for example 80%.",
        "p.yml:6:40: found the number 3; allowed: the options of changed-coverage. docs/policy.md shows its form.",
        "p.yml:7:3: found the unknown key "no-failing-test"; allowed: one of RULES. Did you mean "no-failing-tests"?",
        "p.yml:8:18: found nothing; allowed: the options of no-failed-runs, or a list of them. Write its options, or {} for the defaults.",
        "p.yml:9:25: found the number 0; allowed: a whole number from 1. Correct the value.",
        "p.yml:9:34: found the text "enforc"; allowed: one of observe, warn, enforce. Did you mean "enforce"?",
        "p.yml:10:3: found the key "minimum-tests" a second time; allowed: each key once. Unite the two.",
        "p.yml:10:25: found the alias "*many"; allowed: plain data. Write the value again, or put a text that begins with * into quotes.",
      ]
    `);
  });

  it.each([
    ["an empty file", "", "p.yml:1:1: found an empty file; allowed: a policy."],
    ["a comment alone", "# later\n", "p.yml:1:1: found an empty file; allowed: a policy."],
    ["a list", "- version: 1\n", "p.yml:1:1: found a list; allowed: a policy."],
    ["a text", "version\n", 'p.yml:1:1: found the text "version"; allowed: a policy.'],
    ["no version", "rules: {}\n", 'p.yml:1:1: found no "version"; allowed: a policy with "version".'],
    ["a version as text", 'version: "1"\n', 'p.yml:1:10: found the text "1"; allowed: version 1.'],
    [
      "a tab",
      "version: 1\nrules:\n\tcoverage: {}\n",
      "p.yml:3:1: found broken YAML (Tabs are not allowed as indentation);",
    ],
    ["an open list", "version: 1\nreports: [\n", "p.yml:3:1: found broken YAML (Flow sequence"],
    ["two documents", "version: 1\n---\nversion: 1\n", "p.yml:2:1: found a second document;"],
    [
      "an unknown tag",
      "version: !v 1\n",
      'p.yml:1:10: found the tag "!v"; allowed: plain data. Remove it, or put a text that begins with ! into quotes.',
    ],
    ["a set", "version: 1\nrules: !!set { coverage }\n", 'p.yml:2:8: found the tag "!!set";'],
    ["binary data", "version: 1\nrules: !!binary aGk=\n", 'p.yml:2:8: found the tag "!!binary";'],
    ["a tag of YAML's own", "version: !!int 1\n", 'p.yml:1:10: found the tag "!!int";'],
    ["a verbatim tag", "version: !<tag:example.org,2026:x> 1\n", "p.yml:1:10: found the tag"],
    [
      "an anchor that nobody uses",
      "version: &v 1\n",
      'p.yml:1:10: found the anchor "&v"; allowed: plain data.',
    ],
    [
      "a merge key",
      "version: 1\nrules: { <<: { coverage: { min: 80% } } }\n",
      "p.yml:2:10: found the merge key <<; allowed: plain data. Write the keys that it would bring.",
    ],
    [
      "a glob without quotes",
      "version: 1\nreports: [{ kind: unit, files: [*.xml] }]\n",
      'p.yml:2:33: found the alias "*.xml"; allowed: plain data. Write the value again, or put a text that begins with * into quotes.',
    ],
    ["an older YAML", "%YAML 1.1\n---\nversion: 1\n", 'p.yml:1:1: found the directive "%YAML 1.1";'],
    ["a NUL", "version: 1\u0000\n", "p.yml:1:11: found the invisible character U+0000; allowed: text"],
    ["an escape sequence", "version: 1 # \u001b[31m\n", "p.yml:1:14: found the invisible character U+001B;"],
    [
      "text that is shown in another order",
      "version: 1 # \u202e\n",
      "p.yml:1:14: found the invisible character U+202E;",
    ],
    [
      "a byte order mark inside",
      "version: 1\n\uFEFFrules: {}\n",
      "p.yml:2:1: found the invisible character U+FEFF;",
    ],
    [
      "lines of an old Mac",
      "version: 1\rrules: {}\n",
      "p.yml:1:11: found a carriage return without a line feed;",
    ],
    ["a text with a colon", "version: 1\npaths: a: b\n", "p.yml:2:8: found broken YAML (Nested mappings"],
    ["an object as key", "version: 1\n{ a: b }: 1\n", "p.yml:2:1: found a key that is not a text;"],
    ["no key", "version: 1\n: 1\n", "p.yml:2:1: found a key that is not a text;"],
    ["a version that is no whole number", "version: 1.5\n", "p.yml:1:10: found the number 1.5;"],
    ["a version that is no number", "version: .nan\n", "p.yml:1:10: found the number NaN;"],
    ["an escape in a key", 'version: 1\n"a\\e[31m": 1\n', 'p.yml:2:1: found the unknown key "a\\u001b[31m";'],
    [
      "a glob that leaves on a second line",
      'version: 1\nreports: [{kind: u, files: ["a\\n/../b"]}]\n',
      'p.yml:2:29: found the text "a\\n/../b";',
    ],
    [
      "a number as key",
      "version: 1\n2: 3\n",
      "p.yml:2:1: found a key that is not a text; allowed: plain data.",
    ],
    ["a prototype key", "version: 1\n__proto__: {}\n", 'p.yml:2:1: found the unknown key "__proto__";'],
    [
      "a member of all objects",
      "version: 1\nrules: { toString: {} }\n",
      'p.yml:2:10: found the unknown key "toString";',
    ],
    ["an empty list of options", "version: 1\nrules: { coverage: [] }\n", "p.yml:2:20: found an empty list;"],
    [
      "a glob that leaves",
      'version: 1\nreports: [{kind: u, files: ["a/../../b"]}]\n',
      'p.yml:2:29: found the text "a/../../b";',
    ],
    [
      "a Windows path",
      "version: 1\nreports: [{kind: u, files: ['a\\b']}]\n",
      'p.yml:2:29: found the text "a\\\\b";',
    ],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toContain(problem);
  });

  it("name a rule that asks for nothing", () => {
    const text = "version: 1\nrules:\n  coverage:\n    - { maxDrop: 1% }\n    - { metric: lines }\n";
    expect(problemsOf(text)).toEqual([
      'p.yml:5:7: found neither "min" nor "maxDrop"; allowed: the options of coverage with "min", "maxDrop", or both. Add one. For example min: 80%.',
    ]);
  });

  it("tell the place inside of an expression", () => {
    const text =
      'version: 1\nrules:\n  expression:\n    - that: tests.failin == 0\n    - that: "coverage.lines >= 80"\n    - {}\n';
    const [unknown, untyped, absent] = problemsOf(text);
    expect(unknown).toMatch(
      /^p\.yml:4:13: found the unknown fact "tests\.failin"; .* Did you mean tests\.failing or tests\.ran\?$/,
    );
    expect(untyped).toBe(
      "p.yml:5:32: found a percentage >= a count; allowed: two counts or two percentages. Write for example 80%.",
    );
    expect(absent).toContain('found no "that"');
  });

  it("of a newer format are only that", () => {
    expect(problemsOf("version: 2\nfuture: 1\n")).toEqual([
      "p.yml:1:10: found version 2; allowed: version 1. Update Tollgate, or write the policy for version 1.",
    ]);
  });

  it("tell the right place with other line ends", () => {
    expect(problemsOf("version: 1\r\nrules:\r\n  coverag: { min: 80% }\r\n")[0]).toContain("p.yml:3:3: ");
    expect(problemsOf("\uFEFFversoin: 1\n")).toHaveLength(2);
  });

  it("quote a long text only in part", () => {
    const long = "x".repeat(50_000);
    for (const text of [`${long}: 1\n`, `version: *${long}\n`, `version: "${long}`, `version: !${long} 1\n`])
      expect(problemsOf(text).join("").length, text.slice(0, 12)).toBeLessThan(500);
  });
});

describe("a text that is made to be expensive", () => {
  it("with aliases of aliases expands none of them", () => {
    const bomb = `version: 1\na: &a [x]\n${"bcdefghij"
      .split("")
      .map((name, i) => `${name}: &${name} [${`*${"abcdefghi"[i]},`.repeat(9)}]`)
      .join("\n")}\n`;
    expect(problemsOf(bomb)).toHaveLength(21);
  });

  it("with more problems than a person reads shows the first ones", () => {
    expect(problemsOf(`version: 1\n${"a: 1\n".repeat(1_000)}`).at(-1)).toBe("and 1,979 more problems");
  });

  it("is never the largest policy that anybody writes", () => {
    const entries = Array.from(
      { length: 600 },
      (_, i) =>
        `    - { package: "@shop/package-${i}", kind: integration, metric: branches, min: 60%, mode: warn }`,
    );
    const text = `version: 1\nrules:\n  coverage:\n${entries.join("\n")}\n`;
    expect(parsePolicy(text, "p.yml").rules).toHaveLength(600);
  });
});

function problemsOf(text: string): readonly string[] {
  try {
    parsePolicy(text, "p.yml");
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== "usage") throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}
