import type { Evidence } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { silentShards } from "./silent-shards.ts";
import { measure, reportOf, shard } from "./testing/coverage.ts";

const measured = measure({ statements: [[1, 2, 1]] });
const covered = (index: number): Evidence => reportOf([measured], shard(index), `c${index}`);

function tested(index: number, members: Partial<Evidence> = {}): Evidence {
  const { coverage: _coverage, ...rest } = reportOf([measured], shard(index), `t${index}`);
  return { ...rest, tests: { entries: 0, cases: [] }, ...members };
}

function told(index: number, status: Evidence["status"] = "ok"): Evidence {
  const { coverage: _coverage, ...rest } = reportOf([measured], shard(index), `r${index}`);
  return { ...rest, status };
}

describe("a shard", () => {
  it.each<[string, readonly Evidence[], readonly string[]]>([
    ["with all that others bring", [covered(1), tested(1), covered(2), tested(2)], []],
    ["without tests", [covered(1), tested(1), covered(2)], ["a test report of shard 2 of test"]],
    ["without coverage", [covered(1), tested(1), tested(2)], ["coverage of shard 2 of test"]],
    [
      "with a record alone",
      [covered(1), tested(1), told(2)],
      ["a test report of shard 2 of test", "coverage of shard 2 of test"],
    ],
    ["with a report that cannot be read", [covered(1), tested(1), told(2, "invalid")], []],
    ["of a job without coverage", [tested(1), tested(2), told(1)], []],
  ])("%s is told as it is", (_, evidence, what) => {
    expect(silentShards(evidence).map((item) => item.what)).toEqual(what);
  });

  it("that brings no coverage hides nothing of tests", () => {
    expect(silentShards([covered(1), tested(1), tested(2)])).toMatchObject([{ about: "coverage" }]);
  });
});
