import {
  compareText,
  type Digest,
  type Evidence,
  type ExpectedEvidence,
  type MissingEvidence,
} from "@tollgate/model";
import { missingShard, type OpenContext } from "./open-files.ts";

/** Most shards that are named one by one. */
const named = 10;

/**
 * Shards that did not arrive. Whoever collects shard 1 of 3 says that there are three: fewer are not fewer tests, they
 * are missing evidence. Different totals of one job contradict each other, so the larger one is expected. What an
 * expectation says of its shards is not said again.
 */
export function missingShards(
  current: readonly Evidence[],
  { expected = [], ...context }: OpenContext & { readonly expected?: readonly ExpectedEvidence[] },
): readonly MissingEvidence[] {
  const told = new Map<Digest, number>();
  for (const { by, shards, required } of expected)
    if (required && shards !== undefined) for (const id of by) told.set(id, shards);
  const jobs = new Map<string, { job: string; total: number; arrived: Set<number>; items: Evidence[] }>();
  for (const item of current) {
    const { id, origin, reused } = item;
    const { job, shard, environment } = origin;
    if (shard.total === 1 || reused !== undefined || told.get(id) === shard.total) continue;
    const key = [job, ...environment].join("\0");
    const known = jobs.get(key) ?? { job, total: 0, arrived: new Set(), items: [] };
    jobs.set(key, known);
    known.total = Math.max(known.total, shard.total);
    known.arrived.add(shard.index);
    known.items.push(item);
  }
  return [...jobs]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, { job, total, arrived, items }]): readonly MissingEvidence[] => {
      const gone = total - arrived.size;
      if (gone === 0) return [];
      return [
        {
          what: `shard ${absentShards(total, arrived)} of ${total}${job === "" ? "" : ` of ${job}`}`,
          // Where no shard that came brought findings, the others are not expected to.
          ...(items.some(({ findings }) => findings !== undefined) ? {} : { about: "tests" as const }),
          shard: missingShard(items, current, context),
          because: `${arrived.size} of ${total} shards arrived`,
          remedy:
            "Let every shard collect, also one whose tests fail, with the same `--job`, and give the gate the bundles of all of them.",
        },
      ];
    });
}

function absentShards(total: number, arrived: ReadonlySet<number>): string {
  const absent: number[] = [];
  for (let index = 1; index <= total && absent.length < named; index++)
    if (!arrived.has(index)) absent.push(index);
  const more = total - arrived.size - absent.length;
  return `${absent.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
