import type { Expectation, PackageRef } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { removedExpectation, uniteExpectations } from "./unite-expectations.ts";

const anExpectation = (members: Partial<Expectation> = {}): Expectation => ({
  package: "@shop/api",
  kind: "unit",
  from: "scripts",
  because: 'packages/api/package.json:3 has the script "test:unit"',
  place: { path: "packages/api/package.json", line: 3, column: 1 },
  task: "test:unit",
  required: true,
  ...members,
});
const api: PackageRef = { name: "@shop/api", dir: "packages/api", scripts: [] };
const base = { expectations: [anExpectation()], packages: [api] };

describe("what the base expects and the change does not", () => {
  it("is expected still, and told", () => {
    const [item] = uniteExpectations(base, { expectations: [], packages: [api] });
    expect(item).toMatchObject({
      removed: true,
      because:
        'on the base packages/api/package.json:3 has the script "test:unit", which this change takes away',
    });
    expect(removedExpectation(item!)).toMatchObject({
      code: "expectation-removed",
      severity: "warning",
      message:
        'Expected are unit tests of @shop/api: on the base packages/api/package.json:3 has the script "test:unit", which this change takes away.',
      path: "packages/api/package.json",
    });
  });

  it("goes with its package", () => {
    expect(uniteExpectations(base, { expectations: [], packages: [] })).toEqual([]);
  });

  it("follows a package to its new name or folder", () => {
    const renamed = { ...api, name: "@shop/server" };
    expect(uniteExpectations(base, { expectations: [], packages: [renamed] })).toMatchObject([
      { package: "@shop/server", removed: true },
    ]);
    const moved = { ...api, dir: "services/api" };
    expect(uniteExpectations(base, { expectations: [], packages: [moved] })).toHaveLength(1);
  });

  it("is nothing where the head expects the kind, or any kind of a base that names none", () => {
    const head = { expectations: [anExpectation()], packages: [api] };
    expect(uniteExpectations(base, head)).toEqual(head.expectations);
    const { kind: _kind, ...anyKind } = anExpectation();
    expect(uniteExpectations({ ...base, expectations: [anyKind] }, head)).toEqual(head.expectations);
    expect(uniteExpectations(base, { ...head, expectations: [anyKind] })).toHaveLength(2);
  });
});
