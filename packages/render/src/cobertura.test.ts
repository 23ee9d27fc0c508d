import { extentsOf, sumExtents } from "@tollgate/model";
import { aFile, aReport, textOf } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCobertura } from "./cobertura.ts";
import { anyPlacedFile } from "./testing/arbitraries.ts";
import { elementsOf, readXml } from "./testing/read-xml.ts";

const written = (...coverage: readonly ReturnType<typeof aFile>[]): string =>
  textOf(renderCobertura(aReport({ coverage })));

describe("the Cobertura file", () => {
  it("finds lines for thousands of branches without one", () => {
    const many = Array.from({ length: 30_000 }, (_, i) => i);
    const file = aFile({
      lines: Object.fromEntries(many.map((i) => [i * 2 + 1, 1])),
      branches: many.map((i) => ({ line: i * 2 + 2, arms: [1, 0] })),
    });
    const text = written(file);
    expect(text.match(/\(1\/2\)/g)).toHaveLength(30_000);
  });

  it("has packages, classes and lines with branches", () => {
    const cart = aFile({
      path: "packages/api/src/cart.ts",
      lines: { 1: 2, 2: 0, 3: 1 },
      branches: [
        { line: 1, arms: [2, 0, 1] },
        { line: 4, arms: [1, 1] },
      ],
    });
    const page = aFile({ path: 'packages/web/src/<"page">.ts', package: "@shop/web", lines: { 7: 1 } });
    expect(written(page, cart)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <!-- written by tollgate -->
      <coverage line-rate="0.75" branch-rate="0.8" lines-covered="3" lines-valid="4" branches-covered="4" branches-valid="5" complexity="0" version="tollgate" timestamp="0">
      <sources><source>.</source></sources>
      <packages>
      <package name="@shop/api" line-rate="0.6666" branch-rate="0.8" complexity="0">
      <classes>
      <class name="packages/api/src/cart.ts" filename="packages/api/src/cart.ts" line-rate="0.6666" branch-rate="0.8" complexity="0">
      <methods/>
      <lines>
      <line number="1" hits="2" branch="true" condition-coverage="66% (2/3)"/>
      <line number="2" hits="0" branch="false"/>
      <line number="3" hits="1" branch="true" condition-coverage="100% (2/2)"/>
      </lines>
      </class>
      </classes>
      </package>
      <package name="@shop/web" line-rate="1" branch-rate="0" complexity="0">
      <classes>
      <class name="packages/web/src/&lt;&quot;page&quot;&gt;.ts" filename="packages/web/src/&lt;&quot;page&quot;&gt;.ts" line-rate="1" branch-rate="0" complexity="0">
      <methods/>
      <lines>
      <line number="7" hits="1" branch="false"/>
      </lines>
      </class>
      </classes>
      </package>
      </packages>
      </coverage>
      "
    `);
  });

  it("is well-formed and empty without coverage", () => {
    const root = readXml(written());
    expect(root.attributes).toMatchObject({ "line-rate": "0", "lines-valid": "0", "branches-valid": "0" });
  });

  it("never rounds a rate up to 1", () => {
    const lines = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i + 1, i === 0 ? 0 : 1]));
    expect(readXml(written(aFile({ lines }))).attributes["line-rate"]).toBe("0.9999");
  });

  it("adds up to its totals and to the report", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPlacedFile, { maxLength: 2, selector: ({ path }) => path }), (files) => {
        const extents = files.map(({ map, counts, mayCounts }) => extentsOf(map, counts, mayCounts));
        const lines = sumExtents(extents.map((extent) => extent.lines));
        const branches = sumExtents(extents.map((extent) => extent.branches));
        const root = readXml(written(...files));
        expect(root.attributes).toMatchObject({
          "lines-covered": String(lines.hit),
          "lines-valid": String(lines.found),
          "branches-covered": String(branches.hit),
          "branches-valid": String(branches.found),
        });
        const elements = elementsOf(root, "line");
        expect(elements).toHaveLength(lines.found);
        expect(elements.filter(({ attributes }) => attributes["hits"] !== "0")).toHaveLength(lines.hit);
        if (lines.found === 0) return; // branches of a file without a line have no place to stand
        const arms = elements.flatMap(({ attributes }) => {
          const [, hit, found] = /\((\d+)\/(\d+)\)/.exec(attributes["condition-coverage"] ?? "") ?? [];
          return found === undefined ? [] : [{ found: Number(found), hit: Number(hit), mayHit: Number(hit) }];
        });
        if (files.every((_, i) => extents[i]!.lines.found > 0))
          expect(sumExtents(arms)).toMatchObject({ found: branches.found, hit: branches.hit });
      }),
    );
  });
});
