import { canonicalJson, digestOf, encodeCases, evidenceDigest, type TestCase } from "@tollgate/model";
import type { Holding } from "../evidence/collect-reports.ts";
import { createMemberWriter, mostBytes } from "./gzip-members.ts";

/** The test cases of one report as they stand in a bundle. Small ones are lines, larger ones whole members of gzip. */
export type PackedCases = {
  readonly length: number;
  readonly lines: readonly string[];
  readonly packed: readonly Uint8Array[];
};

/** Less text than this is compressed better, and in less time, together with what stands beside it. */
const smallest = 64 * 1024;

/** Packs cases, of which `see` is given each line. Says what was packed again as it is, and depends on nothing but the cases. */
export function packCases(
  cases: readonly TestCase[] | PackedCases,
  see: (line: string) => void = () => undefined,
): PackedCases {
  if ("packed" in cases) return cases;
  const lines: string[] = [];
  const packed: Uint8Array[] = [];
  let units = 0;
  // A copy, because what zlib answers keeps a larger buffer alive.
  const members = createMemberWriter((member) => packed.push(new Uint8Array(member)), sharedBuffer);
  for (const line of encodeCases(cases)) {
    see(line);
    units += line.length;
    lines.push(line);
    if (units < smallest) continue;
    for (const known of lines.splice(0)) members.add(known);
  }
  members.end();
  return { length: cases.length, lines, packed };
}

const sharedBuffer = Buffer.allocUnsafeSlow(mostBytes);

/** Packs evidence as soon as it is read: a job's evidence is ten times as large while it is objects. */
export const packing: Holding<PackedCases> = {
  hold: ({ tests, ...rest }) =>
    tests === undefined ? rest : { ...rest, tests: { ...tests, cases: packCases(tests.cases) } },
  textOf: ({ tests, ...rest }) =>
    evidenceDigest(rest) +
    (tests === undefined ? "" : canonicalJson({ ...tests, cases: digestOfCases(tests.cases) })),
};

function digestOfCases({ lines, packed }: PackedCases): string {
  return digestOf(Buffer.concat([...packed, ...lines.map((line) => Buffer.from(line))]));
}
