import { compareText, type Evidence, type MissingEvidence } from "@tollgate/model";

/**
 * Shards that arrived without tests or without coverage where others of their job brought some: what they ran is not
 * known. A shard with a report that is empty or cannot be read has brought it: that is for its reader to say.
 */
export function silentShards(current: readonly Evidence[]): readonly MissingEvidence[] {
  const jobs = new Map<string, { readonly job: string; readonly shards: Map<number, Brought> }>();
  for (const { origin, status, tests, coverage } of current) {
    const { job, shard, environment } = origin;
    if (shard.total === 1) continue;
    const key = [job, ...environment].join("\0");
    const { shards } = jobs.get(key) ?? { shards: new Map<number, Brought>() };
    const isUnread = status !== "ok" && tests === undefined && coverage === undefined;
    const before = shards.get(shard.index) ?? nothing;
    shards.set(shard.index, {
      tests: before.tests || isUnread || tests !== undefined,
      coverage: before.coverage || isUnread || coverage !== undefined,
    });
    jobs.set(key, { job, shards });
  }
  return [...jobs]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, { job, shards }]) => [
      ...silentOf(job, shards, "tests"),
      ...silentOf(job, shards, "coverage"),
    ]);
}

type Brought = { readonly tests: boolean; readonly coverage: boolean };

const nothing: Brought = { tests: false, coverage: false };

function silentOf(
  job: string,
  shards: ReadonlyMap<number, Brought>,
  topic: keyof Brought,
): readonly MissingEvidence[] {
  const silent = [...shards].filter(([, brought]) => !brought[topic]).map(([index]) => index);
  if (silent.length === 0 || silent.length === shards.size) return [];
  const many = silent.length > 1;
  return [
    {
      what: `${topic === "tests" ? "a test report" : "coverage"} of shard ${silent.sort((a, b) => a - b).join(", ")}${job === "" ? "" : ` of ${job}`}`,
      about: topic,
      because: `other shards brought ${topic === "tests" ? "one" : "some"}, and ${many ? "these" : "this one"} did not`,
      remedy: `Look at the log of the shard, and at the place where it writes ${topic === "tests" ? "its report" : "coverage"}: a shard without tests still writes an empty report.`,
    },
  ];
}
