import { parse } from "yaml";
import { markdownTable } from "./markdown-table.ts";

type Told = { readonly description: string; readonly default?: string };

type Action = {
  readonly inputs: Readonly<Record<string, Told>>;
  readonly outputs: Readonly<Record<string, Told>>;
};

const begin = "<!-- made from action.yml: -->";
const end = "<!-- end -->";

/** The README of an action with the tables of inputs and outputs as its action.yml has them; the rest stays. */
export function actionReadme(readme: string, actionYaml: string): string {
  const [head, rest] = splitAt(readme, begin);
  const [, tail] = splitAt(rest, end);
  return `${head}${begin}\n\n${tablesOf(parse(actionYaml))}\n\n${end}${tail}`;
}

function tablesOf({ inputs, outputs }: Action): string {
  const ins = Object.entries(inputs).map(([name, told]) => [
    `\`${name}\``,
    told.description,
    told.default === undefined ? "" : `\`${told.default}\``,
  ]);
  const outs = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  return [
    "### Inputs",
    markdownTable(["input", "what it says", "default"], ins),
    "### Outputs",
    markdownTable(["output", "what it says"], outs),
  ].join("\n\n");
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`A README of an action has no line "${mark}".`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
