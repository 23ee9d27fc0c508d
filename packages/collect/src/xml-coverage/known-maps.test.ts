import { expect, it } from "vitest";
import { cobertura } from "../cobertura/reader.ts";
import { createMapPool } from "../map-pool.ts";
import { withMaps } from "../testing/changed-reader.ts";
import { readAll } from "../testing/read-all.ts";

const file = `<coverage><class filename="a.cs"><methods><method name="f"><lines><line number="1" hits="1"/></lines></method></methods>
<lines><line number="1" hits="1"/><line number="3" hits="1" condition-coverage="50% (1/2)"/></lines></class></coverage>`;

it.each([
  ["the same", file, true],
  ["other hits", file.replaceAll('hits="1"', 'hits="0"'), true],
  ["other conditions covered", file.replace("(1/2)", "(2/2)"), true],
  ["another line", file.replaceAll('number="1"', 'number="2"'), false],
  ["one line more", file.replace("\n<lines>", '<lines><line number="9" hits="1"/>'), false],
  ["another number of conditions", file.replace("(1/2)", "(1/4)"), false],
  ["no conditions", file.replace(' condition-coverage="50% (1/2)"', ""), false],
  ["another function", file.replace('name="f"', 'name="g"'), false],
  ["no function", file.replace(/<methods>.*<\/methods>/, ""), false],
])("a file of the same path with %s has its own counts and the right map", (_what, other, isSame) => {
  const together = withMaps(cobertura, createMapPool());
  const [first, second] = [file, other].map((text) => readAll(together, text).files[0]!);
  expect(second).toEqual(readAll(cobertura, other).files[0]);
  expect(second!.map === first!.map).toBe(isSame);
});
