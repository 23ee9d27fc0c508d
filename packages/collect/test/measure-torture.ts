import { junit } from "../src/junit/reader.ts";
import { createMapPool } from "../src/map-pool.ts";
import { tortures } from "../src/testing/xml-torture.ts";

/*
 * Run by itself, in a process of its own: reads one hostile document and prints what that took.
 */

const [, , name = ""] = process.argv;
const codes = new Set<string>();
let tests = 0;
let failing = 0;
const session = junit.open({
  source: () => ({ inside: false }),
  path: "report.xml",
  maps: createMapPool(),
  sink: {
    producer: () => {},
    shard: () => {},
    kind: () => {},
    package: () => {},
    file: () => {},
    lineTests: () => {},
    analysis: () => {},
    finding: () => {},
    run: () => {},
    attachment: () => {},
    specification: () => {},
    problem: ({ code, severity }) => void codes.add(`${severity} ${code}`),
    test: ({ status }) => {
      tests++;
      if (status === "failed" || status === "errored") failing++;
    },
  },
});
const before = process.resourceUsage().maxRSS;
let held = "";
for (const piece of tortures[name]!()) {
  held += piece;
  if (held.length < 65_536) continue;
  const bytes = Buffer.from(held);
  held = "";
  for (let at = 0; at < bytes.length; at += 65_536) session.write(bytes.subarray(at, at + 65_536));
}
session.write(Buffer.from(held));
session.end();
const grownBytes = (process.resourceUsage().maxRSS - before) * 1_024;
process.stdout.write(JSON.stringify({ grownBytes, tests, failing, codes: [...codes] }));
