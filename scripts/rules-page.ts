import type { Rule } from "../packages/gate/src/index.ts";
import { markdownTable } from "./markdown-table.ts";

/** docs/rules.md: what all rules have in common, and a list of their pages. */
export function rulesPage(rules: readonly Rule[]): string {
  return `# Rules

<!-- Made by scripts/generate.ts from packages/gate/src/rules. Do not edit. -->

A rule asks one question about the merged report and has three answers: pass, fail and unknown. In the mode
\`enforce\` a failure blocks; an unknown blocks when evidence arrived broken or its producer failed, and holds when
evidence is not there. Both end with exit code 1. \`warn\` and \`observe\` show the answer and decide nothing.

${markdownTable(
  ["rule", "asks", ""],
  rules.map(({ id, builtIn, about }) => [
    `[\`${id}\`](rules/${id}.md)`,
    questionOf(about.asks),
    builtIn ? "built in" : "",
  ]),
)}

Built-in rules apply to the whole repository also where tollgate.yml does not name them. An entry for one package or
kind comes on top of them; an entry for the repository replaces the built-in one.

Every rule can be written once or as a list, and takes these options beside its own:

${markdownTable(
  ["option", "allowed", "default", "what"],
  [
    ["`mode`", "`observe`, `warn`, `enforce`", "`enforce`", "What the answer does."],
    [
      "`enforceFrom`",
      "a day as YYYY-MM-DD",
      "at once",
      "The first day (UTC) on which an enforced rule decides; before it the rule only warns.",
    ],
    [
      "`severity`",
      "`error`, `warning`, `note`",
      "`error`",
      "How the result is ranked and annotated. It never changes the outcome.",
    ],
    ["`package`", "the name of a package", "the repository", "Only what belongs to it."],
    ["`kind`", "`unit`, `integration`, `e2e` or your own", "all", "Only what tests of this kind did."],
    ["`owner`", "an owner as CODEOWNERS writes it", "all", "Only files that this owner owns."],
    ["`path`", "a glob below the repository's root", "all", "Only files that it matches."],
    [
      "`environment`",
      "`node=22` as `--environment` names it, or a project of the runner",
      "all",
      "Only what tests did there; for rules about tests alone.",
    ],
    ["`scope`", "a name of the policy's `scopes`", "all", "Only what belongs to that scope."],
  ],
)}

A package that the workspace does not have, or a kind of which nothing arrived, is unknown and holds.
`;
}

/** The first sentence. */
function questionOf(asks: string): string {
  return /^.*?[?.](?=\s|$)/s.exec(asks)?.[0] ?? asks;
}
