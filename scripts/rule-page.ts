import type { OptionSchema, Rule } from "../packages/gate/src/index.ts";
import { markdownTable } from "./markdown-table.ts";

/** docs/rules/ID.md: one rule, from its own folder. */
export function rulePage({ id, title, builtIn, options, about }: Rule): string {
  const own = Object.entries(options);
  return `# ${title}: \`${id}\`

<!-- Made by scripts/generate.ts from packages/gate/src/rules. Do not edit. -->

${about.asks}

${builtIn ? builtInWords : ""}\`\`\`yaml
rules:
${about.example.replace(/^/gm, "  ")}
\`\`\`

## Options

${own.length === 0 ? "It has no options of its own." : optionTable(own)}

[All rules](../rules.md) also take \`mode\`, \`enforceFrom\`, \`severity\` and what narrows them: \`package\`, \`kind\`, \`owner\`,
\`path\`, \`scope\`.

## When data is missing

${markdownTable(
  ["when data is missing", "answer"],
  about.missing.map(({ when, answer }) => [when, answer]),
)}
${about.more === undefined ? "" : `\n${about.more}`}`;
}

const builtInWords = `It is built in: it applies to the whole repository also where tollgate.yml does not name it.

`;

function optionTable(options: readonly (readonly [string, Rule["options"][string]])[]): string {
  return markdownTable(
    ["option", "allowed", "default", "what"],
    options.map(([name, { schema, required }]) => [
      `\`${name}\``,
      schema.title,
      required ? "must be given" : defaultOf(schema),
      schema.description,
    ]),
  );
}

function defaultOf(schema: OptionSchema): string {
  return "default" in schema && schema.default !== undefined ? `\`${schema.default}\`` : "";
}
