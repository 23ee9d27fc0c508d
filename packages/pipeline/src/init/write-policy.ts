import { grouped, plainLine, plural } from "@tollgate/text";
import type { CoverageFloor } from "./floors.ts";
import type { Proposal, ProposedReports } from "./proposal.ts";

/** The proposal as a `tollgate.yml` in which comments say why each line is there. */
export function writePolicy(proposal: Proposal): string {
  const parts = [
    header(proposal),
    ...(proposal.count === 0
      ? [nothingYet]
      : [reportsPart(proposal), absentPart(proposal), rulesPart(proposal)]),
  ];
  return `${parts.flat().join("\n")}\n`;
}

function header(proposal: Proposal): readonly string[] {
  const { schema } = proposal;
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    `# What a change must keep. Proposed by \`tollgate init\`${proposal.count === 0 ? "" : " from the reports that were there"}; it is yours now.`,
    "# `tollgate explain rule` tells how a verdict came about, figure by figure.",
    "version: 1",
  ];
}

/** Comments only: an empty `rules:` would be nothing, which is no policy. */
const nothingYet: readonly string[] = [
  "",
  "# No report was found, so there is nothing to propose yet. These rules hold without being named: no failing test,",
  "# at least one test that ran, no missing, unreadable or stale report, no runner that failed outside its tests.",
  "# Let your tests write reports, remove this file, and run `tollgate init` again: it writes floors from them.",
  "#",
  "# reports:",
  '#   - { kind: unit, files: ["packages/*/reports/unit/**"] }',
];

function reportsPart({ reports }: Proposal): readonly string[] {
  if (reports.length === 0) return [];
  return [
    "",
    "# Which files are reports of which kind. An entry of which no file arrives holds the change: a lost report is never",
    "# nothing to check. `required: false` makes an entry optional.",
    "reports:",
    ...reports.flatMap(reportLines),
  ];
}

function reportLines({ kind, files, count, format, required, assumed }: ProposedReports): readonly string[] {
  return [
    ...(assumed
      ? [
          "  # Nothing tells the kind of all of these; they were taken for unit. Correct it, or split the entry.",
        ]
      : []),
    ...(required || format !== undefined
      ? []
      : [`  # No ${kind} test ran, so nothing is promised yet. Remove \`required\` when some do.`]),
    `  - kind: ${word(kind)} # ${plural(count, "report")}`,
    ...(files.length === 1
      ? [`    files: [${quoted(files[0] ?? "")}]`]
      : ["    files:", ...files.map((glob) => `      - ${quoted(glob)}`)]),
    ...(format === undefined ? [] : [`    format: ${word(format)}`]),
    ...(required || format !== undefined ? [] : ["    required: false"]),
  ];
}

/** Exceptions are for people to decide, so they are comments. */
function absentPart({ absent }: Proposal): readonly string[] {
  if (absent.length === 0) return [];
  return [
    "",
    "# Scripts ask for these tests (`tollgate expect` tells where) and none of their results is here, which holds. Let them",
    "# write reports, or take them out with a reason:",
    "# expect:",
    "#   except:",
    ...absent
      .slice(0, shown)
      .map(
        ({ package: owner, script }) =>
          `#     - { package: ${commentText(JSON.stringify(owner))}${script === undefined ? "" : `, task: ${commentText(JSON.stringify(script))}`}, reason: "why" }`,
      ),
    ...(absent.length > shown ? [`#     and ${grouped(absent.length - shown)} more`] : []),
  ];
}

function rulesPart(proposal: Proposal): readonly string[] {
  const rules = [
    failingRule(proposal),
    testsRule(proposal),
    coverageRule(proposal),
    findingsRule(proposal),
  ].filter((lines) => lines.length > 0);
  return [
    "",
    ...(rules.length === 0 ? [] : ["rules:"]),
    `  # Without being named these hold, too: ${proposal.failing.length > 0 ? "" : "no failing test, "}no missing, unreadable or stale report, no runner that failed outside its tests.`,
    ...rules.flatMap((lines) => ["", ...lines]),
    "",
    ...nextSteps(proposal),
  ];
}

/** How many failing or absent tests the file names. */
const shown = 10;

function failingRule({ failing }: Proposal): readonly string[] {
  if (failing.length === 0) return [];
  const are = failing.length === 1 ? "1 test fails" : `${grouped(failing.length)} tests fail`;
  return [
    `  # ${are} today, so this rule only warns, of new failures too. Mend ${failing.length === 1 ? "it" : "them"}, then remove the line.`,
    ...failing.slice(0, shown).map((name) => `  #   ${commentText(name)}`),
    ...(failing.length > shown ? [`  #   and ${grouped(failing.length - shown)} more`] : []),
    "  no-failing-tests: { mode: warn }",
  ];
}

function testsRule({ tests }: Proposal): readonly string[] {
  if (tests.length === 0) return [];
  const entries = tests.map(
    ({ kind, ran, min }) => `{ kind: ${word(kind)}, min: ${min} } # ${grouped(ran)} ran`,
  );
  return [
    "  # A suite that no longer runs is noticed: so many tests ran today, rounded down to two digits.",
    "  minimum-tests:",
    ...entries.map((entry) => `    - ${entry}`),
  ];
}

function coverageRule({ coverage }: Proposal): readonly string[] {
  if (coverage.length === 0) return [];
  return [
    "  # What is covered today, rounded down to whole percents. Raise it with the code, never lower it.",
    "  coverage:",
    ...coverage.map(
      (floor) => `    - { metric: ${floor.metric}, min: ${floor.percent}% } # ${coverageWords(floor)}`,
    ),
  ];
}

function findingsRule({ findings }: Proposal): readonly string[] {
  if (findings === undefined) return [];
  const tools = commentText(findings.tools.join(", "));
  return [
    `  # So many errors ${tools} ${findings.tools.length === 1 ? "finds" : "find"} today. Lower it with the code. When CI keeps the evidence of main`,
    "  # (`--base-report`), `{ level: warning, new: true }` lets no new finding in beside the known ones.",
    `  findings: { level: error, max: ${findings.max} }`,
  ];
}

function coverageWords({ hit, found, metric }: CoverageFloor): string {
  return `${grouped(hit)} of ${grouped(found)} ${metric}`;
}

/** Rules that need a base. They are comments, so that the first run does not wait for one. */
function nextSteps({ failing }: Proposal): readonly string[] {
  return [
    ...(failing.length === 0
      ? []
      : [
          "  # When CI keeps the evidence of main (`--base-report`), no new failure gets in beside the known ones:",
          "  # no-new-failures: {}",
          "",
        ]),
    "  # When CI fetches the whole history (`fetch-depth: 0`), also judge what a change adds:",
    "  # changed-coverage: { metric: lines, min: 80%, minSample: 20, maxUncovered: 2 }",
  ];
}

/** Plain where YAML takes it for a text: `unit`, but `"null"` and `"1e3"`. */
function word(text: string): string {
  return /^(?!(?:true|false|null)$)[a-z][a-z0-9-]*$/.test(text) ? text : quoted(text);
}

/** With escapes for what nobody can see: a policy must not hold it. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
  });
}

/** Names of tests are hostile until they are one short line. */
function commentText(text: string): string {
  const line = plainLine(text).replaceAll(/\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD");
  return line.length > 100 ? `${line.slice(0, 100).toWellFormed()}…` : line;
}
