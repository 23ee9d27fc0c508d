// The floor for a strict XML parser in JavaScript: every tag and attribute is looked at, test cases are counted.
import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";

const [list] = process.argv.slice(2);
const counts = { testcase: 0, failure: 0, error: 0, skipped: 0 };
for (const path of readFileSync(list, "utf8").trim().split("\n")) {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    if (name in counts) counts[name]++;
  });
  parser.write(readFileSync(path, "utf8")).close();
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
