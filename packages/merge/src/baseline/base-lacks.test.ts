import type { MissingEvidence } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { baseLacks } from "./base-lacks.ts";

const missing = (members: Partial<MissingEvidence>): MissingEvidence => ({
  what: "unit tests of @shop/api",
  kind: "unit",
  package: "@shop/api",
  because: "it has a script",
  remedy: "",
  ...members,
});

describe("a base report", () => {
  it.each<[string, Partial<MissingEvidence>, readonly string[]]>([
    ["without tests that had to come", { about: "tests" }, ["unit tests of @shop/api on the base"]],
    ["without a shard", { what: "shard 2 of 2", shard: {} }, ["shard 2 of 2 on the base"]],
    ["without reports that the policy names", {}, []],
    ["without findings", { about: "findings" }, []],
    ["without coverage", { about: "coverage" }, []],
  ])("%s lacks what its tests do not say", (_, members, what) => {
    const lacks = baseLacks(aReport({ missing: [missing(members)] }));
    expect(lacks.map((item) => item.what)).toEqual(what);
  });
});
