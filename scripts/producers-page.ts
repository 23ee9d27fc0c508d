import { lostFacts, type Producer } from "../packages/collect/src/index.ts";

/** docs/producers.md: what each tool cannot tell, from the table that `tollgate inspect` uses. */
export function producersPage(producers: readonly Producer[]): string {
  return `# What producers cannot tell

<!-- Made by scripts/generate.ts from packages/collect/src/losses. Do not edit. -->

Whatever happens in a run, some reports have no place to say it. \`tollgate inspect FILE\` names the tool that wrote a
report, and shows the lines below that apply to it; a fact that the report at hand does tell is left out.
\`tollgate collect -- COMMAND\` runs the command and records its exit code, which is believed before any report.

| format | written by | cannot tell | mended by |
|---|---|---|---|
${producers.flatMap(rows).join("\n")}
`;
}

function rows({ format, name, loses }: Producer): readonly string[] {
  return loses.map(
    ({ fact, mend }) =>
      `| \`${format}\` | ${name} | ${lostFacts[fact]} | \`${mend.replaceAll("|", "\\|")}\` |`,
  );
}
