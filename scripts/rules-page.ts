import type { OptionSchema, Rule } from "../packages/gate/src/index.ts";

/** docs/rules.md: one section per rule, from the rule's own folder. */
export function rulesPage(rules: readonly Rule[]): string {
  const builtIn = rules.filter((rule) => rule.builtIn).map(({ id }) => `\`${id}\``);
  return `${[intro(builtIn), ...rules.map(section)].join("\n\n")}\n`;
}

function intro(builtIn: readonly string[]): string {
  return `# Rules

<!-- Made by scripts/generate.ts from packages/gate/src/rules. Do not edit. -->

A rule asks one question about the merged report and has three answers: pass, fail and unknown. In the mode
\`enforce\` a failure blocks; an unknown blocks when evidence arrived broken or its producer failed, and holds when
evidence is not there. Both end with exit code 1. \`warn\` and \`observe\` show the answer and decide nothing.

These apply to the whole repository also where tollgate.yml does not name them: ${builtIn.join(", ")}.
An entry for one package or kind comes on top of them; an entry for the repository replaces the built-in one.

Every rule can be written once or as a list, and takes these options beside its own:

${table(optionHead, [
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
  ["`scope`", "a name of the policy's `scopes`", "all", "Only what belongs to that scope."],
])}

A package that the workspace does not have, or a kind of which nothing arrived, is unknown and holds.`;
}

function section({ id, title, builtIn, options, about }: Rule): string {
  const own = Object.entries(options);
  return `## ${title}: \`${id}\`${builtIn ? " (built in)" : ""}

${about.asks}

${own.length === 0 ? "It has no options of its own." : optionTable(own)}

${table(
  ["when data is missing", "answer"],
  about.missing.map(({ when, answer }) => [when, answer]),
)}

\`\`\`yaml
rules:
${about.example.replace(/^/gm, "  ")}
\`\`\``;
}

const optionHead = ["option", "allowed", "default", "what"];

function optionTable(options: readonly (readonly [string, Rule["options"][string]])[]): string {
  return table(
    optionHead,
    options.map(([name, { schema, required }]) => [
      `\`${name}\``,
      schema.title,
      required ? "must be given" : defaultOf(schema),
      schema.description,
    ]),
  );
}

function defaultOf(schema: OptionSchema): string {
  return schema.default === undefined ? "" : `\`${schema.default}\``;
}

/** A Markdown table with aligned columns, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((text) => text.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}
