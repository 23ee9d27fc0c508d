import type { TestCase } from "@tollgate/model";
import { expect, it } from "vitest";
import { unstableNames } from "./unstable-names.ts";

function named(name: string, suite: readonly string[] = ["cart"]): TestCase {
  return { package: "@shop/api", suite, name, status: "passed", details: [] };
}

it("tells names that are others in every run once a report, with examples", () => {
  const [problem, ...others] = unstableNames([
    named("adds"),
    ...[1, 2, 3, 4].map((i) => named(`order 9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b5${i}`)),
    named("adds", ["on localhost:49731"]),
    named("removes", ["on localhost:49731"]),
  ]);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: "unstable-name", severity: "warning" });
  expect(problem?.message).toBe(
    '6 tests look like another one in every run by their names: "order 9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b51" (random id), "order 9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b52" (random id), "order 9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b53" (random id).',
  );
});

it("names the suite that is another in every run", () => {
  expect(unstableNames([named("adds", ["cart", "on localhost:49731"])])[0]?.message).toBe(
    '1 test looks like another one in every run by its name: "on localhost:49731" (port).',
  );
});

it("says nothing of ordinary names", () => {
  expect(unstableNames([named("adds"), named("2024-02-29 is a leap day")])).toEqual([]);
});
