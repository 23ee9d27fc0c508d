import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, type IstanbulShards } from "./istanbul.ts";
import { countsOf, sourceFile } from "./source-file.ts";

/** Writes `coverage-<shard>/cobertura.xml` for every shard, as coverlet lays it out. Returns the paths. */
export function writeCoberturaShards(options: IstanbulShards): readonly string[] {
  return Array.from({ length: options.shards }, (_, shard) => {
    const folder = join(options.folder, `coverage-${shard + 1}`);
    const path = join(folder, "cobertura.xml");
    mkdirSync(folder, { recursive: true });
    const classes = filesOf(shard, options).map((index) => classElement(index, shard));
    writeFileSync(
      path,
      `<?xml version="1.0" encoding="utf-8"?>\n<coverage line-rate="0" version="1.9" timestamp="1700000000">\n  <sources>\n    <source>${options.rootOf(shard)}</source>\n  </sources>\n  <packages>\n    <package name="shop">\n      <classes>\n${classes.join("")}      </classes>\n    </package>\n  </packages>\n</coverage>\n`,
    );
    return path;
  });
}

function classElement(index: number, shard: number): string {
  const file = sourceFile(index);
  const { statements } = countsOf(file, index, shard);
  const indent = " ".repeat(12);
  const lines = file.statements.map(([line], i) => {
    const start = `${indent}<line number="${line}" hits="${statements[i]}"`;
    if (i % 4 !== 0) return `${start} branch="False" />\n`;
    const covered = statements[i]! % 3;
    return `${start} branch="True" condition-coverage="${covered * 50}% (${covered}/2)">\n${indent}  <conditions>\n${indent}    <condition number="0" type="jump" coverage="${covered * 50}%" />\n${indent}  </conditions>\n${indent}</line>\n`;
  });
  return `        <class name="C${index}" filename="${file.path}" line-rate="0" branch-rate="0" complexity="1">\n          <methods />\n          <lines>\n${lines.join("")}          </lines>\n        </class>\n`;
}
