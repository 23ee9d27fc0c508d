// What a script does with Go profiles: a Map from the text of each block to its hits, then the share of statements.
import { readFileSync } from "node:fs";

const [list] = process.argv.slice(2);
const blocks = new Map();
for (const path of readFileSync(list, "utf8").trim().split("\n")) {
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [block, statements, hits] = line.split(" ");
    if (hits === undefined || block === "mode:") continue;
    const known = blocks.get(block);
    if (known === undefined) blocks.set(block, { statements: Number(statements), hits: Number(hits) });
    else known.hits += Number(hits);
  }
}
let [covered, total] = [0, 0];
for (const { statements, hits } of blocks.values()) {
  total += statements;
  if (hits > 0) covered += statements;
}
process.stdout.write(`${covered}/${total}\n`);
