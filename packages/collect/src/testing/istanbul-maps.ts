import fc from "fast-check";
import type { CoverageMapData, FileCoverageData } from "istanbul-lib-coverage";

/** The files of one build, and how often each of `shards` ran what is in them. */
export type ShardedRun = { readonly root: string; readonly shards: readonly CoverageMapData[] };

const hits = fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(2_000_000_000) });

/** How much is in a file: its places follow from the order of its entities, so that no two are equal. */
const shape = fc.record({
  statements: fc.nat(6),
  functions: fc.nat(3),
  arms: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
});

/**
 * Coverage of one build in several shards, as istanbul writes it. The places of entities are distinct:
 * istanbul-lib-coverage, which is the oracle here, loses hits of entities with equal places.
 */
export const shardedRun: fc.Arbitrary<ShardedRun> = fc
  .tuple(
    fc.array(shape, { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 0, max: 1 }),
  )
  .chain(([shapes, shards, firstId]) =>
    fc
      .array(
        fc.tuple(
          ...shapes.map(({ statements, functions, arms }) =>
            fc.record({
              isThere: fc.boolean(),
              s: exactly(statements),
              f: exactly(functions),
              b: fc.tuple(...arms.map((count) => exactly(count))),
            }),
          ),
        ),
        { minLength: shards, maxLength: shards },
      )
      .map((counts) => ({
        root: "/repo",
        shards: counts.map((files) =>
          Object.fromEntries(
            files
              .map((file, i) => ({ ...file, path: `/repo/packages/p${i}/src/index.js`, of: shapes[i]! }))
              .filter(({ isThere }) => isThere)
              .map(({ path, of, s, f, b }) => [path, fileOf(path, firstId, of, { s, f, b })]),
          ),
        ),
      })),
  );

function exactly(length: number): fc.Arbitrary<number[]> {
  return fc.array(hits, { minLength: length, maxLength: length });
}

function fileOf(
  path: string,
  firstId: number,
  {
    statements,
    functions,
    arms,
  }: { readonly statements: number; readonly functions: number; readonly arms: readonly number[] },
  counts: {
    readonly s: readonly number[];
    readonly f: readonly number[];
    readonly b: readonly (readonly number[])[];
  },
): FileCoverageData {
  const place = (line: number, column: number): FileCoverageData["statementMap"][string] => ({
    start: { line, column },
    end: { line: line + 1, column: 80 },
  });
  const byId = <T>(count: number, of: (i: number) => T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [String(firstId + i), of(i)]));
  return {
    path,
    statementMap: byId(statements, (i) => place(1 + (i >> 1), (i & 1) * 20)),
    fnMap: byId(functions, (i) => ({
      name: `(anonymous_${i})`,
      decl: place(1 + i, 9),
      loc: place(1 + i, 12),
      line: 1 + i,
    })),
    branchMap: byId(arms.length, (i) => ({
      type: "switch",
      line: 1 + i,
      loc: place(1 + i, 4),
      locations: Array.from({ length: arms[i]! }, (_, arm) => place(1 + i, 5 + arm)),
    })),
    s: byId(statements, (i) => counts.s[i]!),
    f: byId(functions, (i) => counts.f[i]!),
    b: byId(arms.length, (i) => [...counts.b[i]!]),
  };
}

/** One file with so many entities of each kind. Every entity is told apart from its neighbours by its places and its count. */
export function largeFile(count: number, firstId: number): FileCoverageData {
  const at = (line: number, column: number) => ({
    start: { line, column },
    end: { line: line + (line % 3), column: column + 7 },
  });
  const byId = <T>(of: (i: number) => T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [String(firstId + i), of(i)]));
  return {
    path: "src/large.ts",
    statementMap: byId((i) => at(1 + i * 2, i % 90)),
    fnMap: byId((i) => ({
      name: i % 3 === 0 ? `(anonymous_${i})` : `load${i % 50}`,
      decl: at(1 + i, 4),
      loc: at(1 + i, 30),
      line: 1 + i,
    })),
    branchMap: byId((i) => ({
      loc: at(2 + i, 2),
      type: i % 2 === 0 ? "if" : "cond-expr",
      locations: [at(2 + i, 2), at(3 + i, 9)],
      line: 2 + i,
    })),
    s: byId((i) => i % 11),
    f: byId((i) => (i % 7 === 0 ? 70_000 + i : i % 12)),
    b: byId((i) => [i % 10, i * 100]),
  };
}
