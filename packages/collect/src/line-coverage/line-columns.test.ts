import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineColumns, uniteLines } from "./line-columns.ts";
import { placesOf } from "./row-order.ts";

const sum = (a: number, b: number): number => a + b;
const row = fc.tuple(fc.integer({ min: -1, max: 40 }), fc.nat(9));

function take(rows: readonly (readonly [number, number])[], join = sum): [number, number][] {
  const columns = createLineColumns();
  for (const [line, hits] of rows) columns.add(line, hits);
  const { lines, hits } = columns.take(join);
  return Array.from(lines, (line, i) => [line, hits[i]!]);
}

function joined(rows: readonly (readonly [number, number])[]): [number, number][] {
  const byLine = new Map<number, number>();
  for (const [line, hits] of rows) byLine.set(line, (byLine.get(line) ?? 0) + hits);
  return [...byLine].sort((a, b) => a[0] - b[0]);
}

describe("columns of lines", () => {
  it("give each line once, ascending, by the format's rule", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        expect(take(rows)).toEqual(joined(rows));
      }),
    );
  });

  it("begin anew after they were taken", () => {
    const columns = createLineColumns();
    columns.add(2, 1);
    columns.add(1, 1);
    columns.take(sum);
    columns.add(5, 3);
    expect([...columns.take(sum).lines]).toEqual([5]);
  });

  it("are looked at without being taken", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = createLineColumns();
        for (const [line, hits] of rows) columns.add(line, hits);
        const seen = columns.look(sum);
        expect(Array.from(seen.lines, (line, i) => [line, seen.hits[i]!])).toEqual(joined(rows));
        expect(columns.take(sum)).toEqual(seen);
      }),
    );
  });

  it("say in which order they were written, unless some were joined", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = createLineColumns();
        for (const [line, hits] of rows) columns.add(line, hits);
        const { lines, hits, order } = columns.take(sum);
        const places = placesOf(order, lines.length);
        if (places === undefined) expect(lines.length).toBeLessThan(rows.length);
        else expect(Array.from(places, (place) => [lines[place], hits[place]])).toEqual(rows);
      }),
    );
  });

  it("unite like one file", () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (a, b) => {
        const parts = [a, b].map((rows) => {
          const columns = createLineColumns();
          for (const [line, hits] of rows) columns.add(line, hits);
          return columns.take(sum);
        });
        const { lines, hits } = uniteLines(parts[0]!, parts[1]!, sum);
        expect(Array.from(lines, (line, i) => [line, hits[i]!])).toEqual(joined([...a, ...b]));
      }),
    );
  });
});
