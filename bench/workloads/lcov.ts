import { countsOf, sourceFile } from "./source-file.ts";

/** The first `count` source files as one lcov report, with paths below the root. */
export function lcovText(count: number): string {
  return Array.from({ length: count }, (_, index) => record(index)).join("");
}

function record(index: number): string {
  const file = sourceFile(index);
  const { statements, functions } = countsOf(file, index, 0);
  const lines = ["TN:", `SF:${file.path}`];
  for (const [i, { name, decl }] of file.functions.entries())
    lines.push(`FN:${decl[0]},${name}`, `FNDA:${functions[i]},${name}`);
  lines.push(`FNF:${functions.length}`, `FNH:${functions.filter((hits) => hits > 0).length}`);
  for (const [i, [line]] of file.statements.entries()) lines.push(`DA:${line},${statements[i]}`);
  lines.push(
    `LF:${statements.length}`,
    `LH:${statements.filter((hits) => hits > 0).length}`,
    "end_of_record",
  );
  return `${lines.join("\n")}\n`;
}
