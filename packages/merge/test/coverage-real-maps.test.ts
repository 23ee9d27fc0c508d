import { bundleOf, type Evidence, type MergedFile } from "@tollgate/model";
import fc from "fast-check";
import istanbul, { type CoverageMapData, type FileCoverageData } from "istanbul-lib-coverage";
import { describe, expect, it } from "vitest";
import { mergeCoverage } from "../src/merge-coverage.ts";
import { corpus, corpusFile, readEvidence, totalsOf } from "./read-evidence.ts";

const folder = "generated/alpha";
const istanbulReports = [
  "cov-c8",
  "cov-jest",
  "cov-jest-v8",
  "cov-nyc",
  "cov-vitest-istanbul",
  "cov-vitest-v8",
].map((run) => `coverage/istanbul-json/${folder}/${run}/coverage-final.json`);
const lcovReports = [
  ...["cov-jest", "cov-nyc", "cov-vitest-istanbul", "cov-vitest-v8", "cov-c8"].map(
    (run) => `coverage/lcov/${folder}/${run}/lcov.info`,
  ),
  `coverage/lcov/${folder}/lcov.info`,
  `coverage/lcov/${folder}/node24.lcov`,
];
const coberturaReports = ["cov-jest", "cov-vitest-istanbul"].map(
  (run) => `coverage/cobertura/${folder}/${run}/cobertura-coverage.xml`,
);

const seed = fc.infiniteStream(fc.nat(1_000_000));

/** Splits a count into parts, at random. */
function split(count: number, parts: number, random: Iterator<number>): readonly number[] {
  const shares = new Array<number>(parts).fill(0);
  for (let left = count; left > 0; left--) {
    const part = random.next().value! % parts;
    shares[part] = shares[part]! + 1;
  }
  return shares;
}

/** A coverage-final.json as `parts` shards whose hits add up to it. */
function splitIstanbul(text: string, parts: number, random: Iterator<number>): readonly string[] {
  const shards = Array.from({ length: parts }, () => JSON.parse(text) as Record<string, FileCoverageData>);
  for (const [path, { s, f, b }] of Object.entries(JSON.parse(text) as Record<string, FileCoverageData>)) {
    for (const [counts, name] of [
      [s, "s"],
      [f, "f"],
    ] as const)
      for (const [id, count] of Object.entries(counts))
        for (const [i, share] of split(count, parts, random).entries()) shards[i]![path]![name][id] = share;
    for (const [id, arms] of Object.entries(b))
      for (const [arm, count] of arms.entries())
        for (const [i, share] of split(count, parts, random).entries()) shards[i]![path]!.b[id]![arm] = share;
  }
  return shards.map((shard) => JSON.stringify(shard));
}

/** A tracefile as `parts` shards whose hits add up to it. */
function splitLcov(text: string, parts: number, random: Iterator<number>): readonly string[] {
  const shards = Array.from({ length: parts }, (): string[] => []);
  for (const line of text.split("\n")) {
    const counted = /^(DA:\d+,|FNDA:|BRDA:\d+,\d+,\d+,)(\d+)(.*)$/.exec(line);
    const isTotal = /^(?:LH|FNH|BRH):/.test(line);
    const shares = counted === null ? undefined : split(Number(counted[2]), parts, random);
    for (const [i, shard] of shards.entries()) {
      if (shares !== undefined) shard.push(`${counted![1]}${shares[i]}${counted![3]}`);
      else if (!isTotal) shard.push(line);
    }
  }
  return shards.map((lines) => lines.join("\n"));
}

function readTexts(path: string, texts: readonly string[]): readonly Evidence[] {
  return readEvidence(texts.map((text) => ({ path, bytes: Buffer.from(text) })));
}

/** What a merge found, without where it came from and how wide its numbers are. */
function facts(files: readonly MergedFile[]): unknown {
  return files.map(({ sources: _evidence, ...file }) => ({
    ...withNumbers(file),
    byKind: file.byKind.map(withNumbers),
  }));
}

function withNumbers<T extends Pick<MergedFile, "counts" | "mayCounts">>(range: T): object {
  return { ...range, counts: [...range.counts], mayCounts: [...range.mayCounts] };
}

describe.skipIf(corpus === undefined)("real reports", () => {
  it.each([
    ...istanbulReports.map((path) => [path, splitIstanbul] as const),
    ...lcovReports.map((path) => [path, splitLcov] as const),
  ])("in shards equal the unsharded run: %s", (path, splitReport) => {
    const text = corpusFile(path).bytes.toString();
    const whole = mergeCoverage(readTexts(path, [text])).files;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), seed, (parts, random) => {
        const { files, problems } = mergeCoverage(readTexts(path, splitReport(text, parts, random)));
        expect(facts(files)).toEqual(facts(whole));
        expect(problems).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(istanbulReports)("in shards have the hits of istanbul-lib-coverage: %s", (path) => {
    const text = corpusFile(path).bytes.toString();
    fc.assert(
      fc.property(seed, (random) => {
        const shards = splitIstanbul(text, 3, random);
        const oracle = istanbul.createCoverageMap({});
        for (const shard of shards) oracle.merge(JSON.parse(shard) as CoverageMapData);
        const { files } = mergeCoverage(readTexts(path, shards));
        expect(files.map((file) => [file.path, ...file.counts])).toEqual(
          oracle
            .files()
            .sort()
            .map((file) => {
              const { s, f, b, branchMap } = oracle.fileCoverageFor(file).data;
              // V8's blocks (one arm, type "branch") are no branches: the merge leaves them out.
              const arms = Object.entries(b).filter(([id]) => branchMap[id]!.type !== "branch");
              return [
                file,
                ...Object.values(s),
                ...Object.values(f),
                ...arms.flatMap(([, counts]) => counts),
              ];
            }),
        );
      }),
      { numRuns: 20 },
    );
  });

  const all = [...istanbulReports, ...lcovReports, ...coberturaReports];

  it("do not depend on the order of arrival, nor on doubled uploads", () => {
    const evidence = readEvidence(all.map(corpusFile));
    const { files, problems } = mergeCoverage(bundleOf(evidence).evidence);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...evidence], { minLength: evidence.length }),
        fc.subarray([...evidence]),
        (shuffled, again) => {
          expect(mergeCoverage(shuffled)).toEqual({ files, problems });
          expect(mergeCoverage(bundleOf([...shuffled, ...again]).evidence)).toEqual({ files, problems });
        },
      ),
      { numRuns: 20 },
    );
  });

  it("of istanbul and V8 keep istanbul's denominator, whoever else reports the file", () => {
    const exact = istanbulReports[4]!;
    const [alone] = readEvidence([corpusFile(exact)]);
    const denominators = (evidence: readonly Evidence[]): unknown => {
      const { files } = mergeCoverage(evidence);
      const { lines, functions, branches } = totalsOf(files.filter(({ path }) => path.endsWith("cart.mjs")));
      return [lines[0], functions[0], branches[0]];
    };
    const others = [istanbulReports[0]!, istanbulReports[5]!];
    for (const kind of ["unit", "e2e"]) {
      const mixed = readEvidence([exact, ...others].map((path) => ({ ...corpusFile(path), from: { kind } })));
      const origins = mixed.map((item, i) => ({ ...item, origin: { ...item.origin, job: String(i) } }));
      expect(denominators(origins)).toEqual(denominators([alone!]));
    }
  });

  it("of one run in three formats are views: the exact one counts, and nothing is added", () => {
    const views = [istanbulReports[4]!, lcovReports[2]!, coberturaReports[1]!].map((path) => ({
      ...corpusFile(path),
      from: { shard: { index: 1, total: 1 }, invocation: "coverage" },
    }));
    const evidence = readEvidence(views).map((item) => ({
      ...item,
      coverage: {
        files: item.coverage!.files.map((file) => ({ ...file, path: `src/${file.path.split("/").at(-1)}` })),
      },
    }));
    const [exact] = evidence;
    expect(facts(mergeCoverage(evidence).files)).toEqual(facts(mergeCoverage([exact!]).files));
  });
});
