import { addHits } from "@tollgate/model";
import fc from "fast-check";
import istanbul, { type CoverageMapData, type FileCoverageData } from "istanbul-lib-coverage";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { RawFileCoverage, Reader } from "../reader.ts";
import { withMaps, withoutProblems } from "../testing/changed-reader.ts";
import { largeFile, shardedRun } from "../testing/istanbul-maps.ts";
import { readAll } from "../testing/read-all.ts";
import { istanbulJson } from "./reader.ts";

/** Path to map digest and counts, of several reports that are read by one collection and added up. */
type Merged = Map<string, { readonly digest: string; readonly counts: readonly number[] }>;

function mergeReports(texts: readonly string[]): Merged {
  const sharing = withMaps(istanbulJson, createMapPool());
  const merged: Merged = new Map();
  for (const text of texts) {
    for (const { path, map, counts } of readAll(sharing, text).files) {
      const known = merged.get(path);
      expect(known?.digest ?? map.digest).toBe(map.digest);
      merged.set(path, {
        digest: map.digest,
        counts: Array.from(counts, (count, i) => addHits(known?.counts[i] ?? 0, count)),
      });
    }
  }
  return merged;
}

/** The counts that istanbul-lib-coverage finds, in the order of our columns. */
function mergeByOracle(shards: readonly CoverageMapData[]): Map<string, readonly number[]> {
  const merged = istanbul.createCoverageMap({});
  for (const shard of shards) merged.merge(structuredClone(shard));
  return new Map(
    merged.files().map((path) => {
      const { s, f, b } = merged.fileCoverageFor(path).data;
      return [path, [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()]] as const;
    }),
  );
}

function countsOf(merged: Merged): Map<string, readonly number[]> {
  return new Map(Array.from(merged, ([path, { counts }]) => [path, counts] as const));
}

describe("shards of one build", () => {
  it.each([
    ["as written", (shard: CoverageMapData) => JSON.stringify(shard)],
    ["pretty-printed", (shard: CoverageMapData) => JSON.stringify(shard, null, 2)],
    ["below `data`", (shard: CoverageMapData) => JSON.stringify({ data: shard })],
    ["with their entries below `data`", wrapEntries],
    ["with their counts in front of their maps", reorderMembers],
  ])("give the hits of istanbul-lib-coverage, %s", (_how, textOf) => {
    fc.assert(
      fc.property(shardedRun, ({ shards }) => {
        expect(countsOf(mergeReports(shards.map(textOf)))).toEqual(mergeByOracle(shards));
      }),
    );
  });

  it("give the same from another machine's root", () => {
    fc.assert(
      fc.property(shardedRun, ({ shards, root }) => {
        const here = mergeReports(shards.map((shard) => JSON.stringify(shard)));
        const [first, ...rest] = shards.map((shard) => JSON.stringify(shard));
        const there = mergeReports([
          first!,
          ...rest.map((text) => text.replaceAll(`${root}/`, "C:\\\\ci\\\\")),
        ]);
        const total = (merged: Merged): number =>
          [...merged.values()].reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
        expect(total(there)).toBe(total(here));
        for (const [path, { digest }] of there)
          expect(digest).toBe((here.get(path) ?? here.get(path.replace("C:\\ci\\", `${root}/`)))!.digest);
      }),
    );
  });

  it("are read alike whatever was read before: remembering a build changes nothing", () => {
    fc.assert(
      fc.property(shardedRun, shardedRun, ({ shards }, other) => {
        const sharing = withMaps(istanbulJson, createMapPool());
        for (const shard of [...other.shards, ...shards]) {
          const text = JSON.stringify(shard);
          expect(readAll(sharing, text)).toEqual(readAll(istanbulJson, text));
        }
      }),
    );
  });

  it("with odd counts are read alike by template and by parser", () => {
    const odd = fc.constantFrom<unknown>(-1, 1.5, 1e16, "1", null, 0, 7, [1], {}, true);
    fc.assert(
      fc.property(shardedRun, odd, fc.nat(), ({ shards }, count, which) => {
        const [path] = Object.keys(shards[0]!);
        fc.pre(path !== undefined);
        const broken = structuredClone(shards[0]!) as unknown as Record<
          string,
          { s: Record<string, unknown> }
        >;
        const ids = Object.keys(broken[path!]!.s);
        fc.pre(ids.length > 0);
        broken[path!]!.s[ids[which % ids.length]!] = count;
        const sharing = withMaps(istanbulJson, createMapPool());
        readAll(sharing, JSON.stringify(shards[0]));
        const text = JSON.stringify(broken);
        expect(readAll(sharing, text)).toEqual(readAll(istanbulJson, text));
      }),
    );
  });
});

describe("what a known file has and nobody uses", () => {
  const textOf = (unused: string): string => {
    const file = { path: "/repo/a.ts", statementMap: {}, fnMap: {}, branchMap: {}, s: {}, f: {}, b: {} };
    return `{"/repo/a.ts":${JSON.stringify(file).slice(0, -1)},"bT":${unused}}}`;
  };

  it.each(["{x}", '{"0":[1,]}', "{]", "01"])(
    "is %s: the report is broken, as for who does not know it",
    (unused) => {
      const sharing = withMaps(istanbulJson, createMapPool());
      expect(readAll(sharing, textOf("{}")).problems).toEqual([]);
      const found = readAll(sharing, textOf(unused));
      expect(found.problems.map(({ code }) => code)).toContain("malformed");
      expect(found).toEqual(readAll(istanbulJson, textOf(unused)));
    },
  );
});

describe("a large file that is known", () => {
  it("is read alike by template and by parser, with any change to its text", () => {
    const pieces = ["", "0", "7", "70000", "-1", "1.5", " ", ",", "]", "}", '"', "00", "9999999999999999"];
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(
        fc.constantFrom(12, 103, 1_002),
        fc.constantFrom(undefined, 2),
        share,
        fc.nat({ max: 3 }),
        fc.constantFrom(...pieces),
        (count, indent, where, drop, piece) => {
          const original = JSON.stringify({ "/repo/src/large.ts": largeFile(count, 0) }, null, indent);
          const counts = original.indexOf('"s"');
          const at = counts + Math.floor(where * (original.length - counts));
          const text = original.slice(0, at) + piece + original.slice(at + drop);
          const sharing = withMaps(istanbulJson, createMapPool());
          readAll(sharing, original);
          expect(readAll(sharing, text)).toEqual(readAll(istanbulJson, text));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("reading", () => {
  it("does not depend on how the bytes are cut into chunks, also behind a template", () => {
    fc.assert(
      fc.property(shardedRun, fc.integer({ min: 1, max: 60 }), ({ shards }, chunkSize) => {
        const sharing = withMaps(istanbulJson, createMapPool());
        for (const shard of shards) {
          const text = JSON.stringify(shard);
          expect(readAll(sharing, text, chunkSize)).toEqual(readAll(istanbulJson, text));
        }
      }),
    );
  });

  it("never fails, whatever is changed", () => {
    fc.assert(
      fc.property(
        shardedRun,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        ({ shards }, changes) => {
          const sharing = withMaps(istanbulJson, createMapPool());
          readAll(sharing, JSON.stringify(shards[0]));
          const bytes = Buffer.from(JSON.stringify(shards[0]));
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          for (const { counts } of readAll(sharing, bytes, 19).files)
            expect(counts.every((count) => count >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe("a cut", () => {
  const tellsCuts = (reader: Reader): fc.IProperty<unknown> =>
    fc.property(shardedRun, fc.nat(), fc.boolean(), ({ shards }, cut, knowsBuild) => {
      const text = JSON.stringify(shards[0]);
      const part = text.slice(0, cut % text.length);
      const sharing = withMaps(reader, createMapPool());
      const whole = readAll(sharing, text);
      const { files, problems } = readAll(knowsBuild ? sharing : reader, part);
      return (
        problems.some(({ code, severity }) => code === "truncated" && severity === "error") &&
        areEqual(files, whole.files.slice(0, completeEntries(shards[0]!, part)))
      );
    });

  it("anywhere is an error, and the entries before it are kept", () => {
    fc.assert(tellsCuts(istanbulJson), { numRuns: 400 });
  });

  it("is told apart from a reader that takes what it got", () => {
    expect(fc.check(tellsCuts(withoutProblems(istanbulJson, "truncated"))).failed).toBe(true);
  });

  it("is told apart from a reader that drops everything", () => {
    const dropping: Reader = {
      ...istanbulJson,
      open: ({ sink, ...context }) => istanbulJson.open({ ...context, sink: { ...sink, file: () => {} } }),
    };
    expect(
      fc.check(
        fc.property(shardedRun, ({ shards }) => {
          const text = JSON.stringify(shards[0]);
          return areEqual(readAll(dropping, text).files, readAll(istanbulJson, text).files);
        }),
      ).failed,
    ).toBe(true);
  });
});

/** Entries of which `part`, the beginning of the shard's text, holds the last bracket. */
function completeEntries(shard: CoverageMapData, part: string): number {
  let end = 0;
  let complete = 0;
  for (const [path, entry] of Object.entries(shard)) {
    end += 1 + JSON.stringify(path).length + 1 + JSON.stringify(entry).length;
    if (part.length >= end) complete++;
  }
  return complete;
}

function areEqual(a: readonly RawFileCoverage[], b: readonly RawFileCoverage[]): boolean {
  const text = (files: readonly RawFileCoverage[]): string =>
    JSON.stringify(files.map(({ path, map, counts }) => [path, map.digest, [...counts]]));
  return text(a) === text(b);
}

function wrapEntries(shard: CoverageMapData): string {
  return JSON.stringify(Object.fromEntries(Object.entries(shard).map(([path, data]) => [path, { data }])));
}

function reorderMembers(shard: CoverageMapData): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(shard).map(([path, entry]) => {
        const { s, f, b, ...rest } = entry as FileCoverageData; // as the generator makes it
        return [path, { b, f, s, ...rest }];
      }),
    ),
  );
}
