import type { ExpectPolicy, PackageRef } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { entriesHere, namesAbsent } from "./entries-here.ts";

const place = { path: "tollgate.yml", line: 3, column: 5 };
const api: PackageRef = { name: "@shop/api", dir: "packages/api", scripts: [] };
const policy: ExpectPolicy = {
  entries: [{ package: "@shop/api", kind: "unit", required: true, place }],
  except: [{ package: "@shop/api", task: "e2e", reason: "every night", place }],
  place,
};

describe("what a policy says of a package", () => {
  it("stays while the package is there", () => {
    expect(entriesHere(policy, [api], [])).toEqual({ expect: policy, problems: [] });
    expect(namesAbsent(policy, [api])).toBe(false);
  });

  it("follows the package to its new name", () => {
    const { expect: followed, problems } = entriesHere(policy, [{ ...api, name: "@shop/server" }], [api]);
    expect(followed?.entries[0]?.package).toBe("@shop/server");
    expect(followed?.except[0]?.package).toBe("@shop/server");
    expect(problems).toEqual([]);
  });

  it("goes with the package, and that is told", () => {
    const { expect: left, problems } = entriesHere(policy, [], [api]);
    expect(left).toMatchObject({ entries: [], except: [] });
    expect(problems).toMatchObject([
      {
        code: "expectation-removed",
        message: "The policy expects unit tests of @shop/api, and the workspace has no such package.",
        line: 3,
      },
    ]);
    expect(namesAbsent(policy, [])).toBe(true);
  });
});
