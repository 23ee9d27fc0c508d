// The floor for everything that reads JSON as a whole: bytes to a value, and nothing done with it.
import { readFileSync } from "node:fs";

const [list] = process.argv.slice(2);
let members = 0;
for (const path of readFileSync(list, "utf8").trim().split("\n")) {
  members += Object.keys(JSON.parse(readFileSync(path, "utf8"))).length;
}
process.stdout.write(`${members}\n`);
