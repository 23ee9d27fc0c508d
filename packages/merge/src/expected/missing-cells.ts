import {
  type Evidence,
  type Expectation,
  expectedTests,
  type MissingEvidence,
  type MissingShard,
} from "@tollgate/model";
import { missingShard, type OpenContext } from "../open-files.ts";
import type { Arrival } from "./arrivals.ts";
import { howToExcept, topicOf } from "./describe-missing.ts";

export type CellContext = OpenContext & { readonly current: readonly Evidence[] };

/** Most shards that are named one by one. */
const named = 10;

/**
 * Shards and environments of an expectation that did not come, each by itself. A shard may have no test of the package,
 * so a report of its run is enough. Empty also where nothing came and neither is expected.
 */
export function missingCells(
  expectation: Expectation,
  arrivals: readonly Arrival[],
  context: CellContext,
): readonly MissingEvidence[] {
  const { environments = [""], shards = 1 } = expectation;
  return environments.flatMap((environment) => {
    const here = arrivals.filter(({ item }) => isIn(item.origin.environment, environment));
    const absent = absentShards(here, shards);
    if (absent.length === 0 && here.length > 0) return [];
    const with_ = environment === "" ? "" : ` with ${environment}`;
    if (absent.length === shards || here.length === 0)
      return [
        toMissing(expectation, `${expectedTests(expectation)}${with_}`, whyNone(arrivals, here, shards)),
      ];
    const because = `${shards - absent.length} of ${shards} shards arrived`;
    const rest = absent.length - named;
    return [
      ...absent.slice(0, named).map((index) => `shard ${index} of ${shards}`),
      ...(rest > 0 ? [`${rest} more shards`] : []),
    ].map((what) => ({
      ...toMissing(expectation, `${what} of ${expectedTests(expectation)}${with_}`, because),
      shard: shardOf(here, context),
    }));
  });
}

/** The rest of the jobs of which these shards came. */
function shardOf(arrivals: readonly Arrival[], { current, ...context }: CellContext): MissingShard {
  const jobs = new Set(arrivals.map(({ item }) => jobOf(item)));
  const arrived = current.filter((item) => item.origin.shard.total > 1 && jobs.has(jobOf(item)));
  return missingShard(arrived, current, context);
}

function jobOf({ origin: { job, environment } }: Evidence): string {
  return [job, ...environment].join("\0");
}

/** `node=24 os=linux` wants both. */
function isIn(found: readonly string[], wanted: string): boolean {
  return wanted.split(" ").every((pair) => pair === "" || found.includes(pair));
}

function absentShards(arrivals: readonly Arrival[], total: number): readonly number[] {
  if (total === 1) return [];
  const arrived = new Set(
    arrivals.flatMap(({ item: { origin } }) => (origin.shard.total === total ? [origin.shard.index] : [])),
  );
  return Array.from({ length: total }, (_, i) => i + 1).filter((index) => !arrived.has(index));
}

function whyNone(all: readonly Arrival[], here: readonly Arrival[], shards: number): string | undefined {
  const [one] = here;
  if (one !== undefined)
    return `${one.item.input.path} says that it is shard ${one.item.origin.shard.index} of ${one.item.origin.shard.total}, and ${shards} are expected`;
  const [other] = all;
  if (other === undefined) return undefined;
  const { environment } = other.item.origin;
  return `${other.item.input.path} came ${environment.length === 0 ? "without an environment" : `with ${environment.join(" ")}`}`;
}

function toMissing(expectation: Expectation, what: string, because = ""): MissingEvidence {
  return {
    ...topicOf(expectation),
    what,
    because: because === "" ? expectation.because : `${because}; ${expectation.because}`,
    remedy: `Let every job collect with its coordinates (\`tollgate collect --shard I/N --environment NAME=VALUE\`), also when its tests fail, and give the gate the bundles of all of them. ${howToExcept(expectation)}`,
  };
}
