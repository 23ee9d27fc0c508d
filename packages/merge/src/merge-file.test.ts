import { evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeFile } from "./merge-file.ts";
import { viewsByPath } from "./views.ts";

it("merges files of which nothing is in doubt as any other", () => {
  // With a source, although it tells nothing, doubts are looked for.
  const content = { reason: "its source was not read" };
  let [files, together] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(evidence, { maxLength: 4 }),
      fc.constantFrom("once", "twice", "jobs"),
      (some, how) => {
        const again = some.map((item) => ({
          ...item,
          id: `${item.id}2`,
          origin: how === "jobs" ? { ...item.origin, job: "another" } : item.origin,
        }));
        for (const [path, views] of viewsByPath(how === "once" ? some : [...some, ...again], {})) {
          files++;
          if (views.length > 1) together++;
          expect(mergeFile(path, views)).toEqual(mergeFile(path, views, { content }));
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(files).toBeGreaterThan(50);
  expect(together).toBeGreaterThan(10);
});
