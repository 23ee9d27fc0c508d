import type { Shard } from "@tollgate/model";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { missingField } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownMembers, ownText } from "../json/members.ts";
import { readShard } from "../json/read-shard.ts";
import { showValue } from "../json/show-value.ts";
import type { Sink } from "../reader.ts";
import { doubtUnknown } from "./doubt-unknown.ts";

/** What of the header the run needs at its end. */
export type KnownHeader = {
  /** The runner in small letters, without its version. */
  readonly source: string;
  readonly startedAt?: number;
  readonly shard?: Shard;
};

const members = new Set(["tollgate", "runner", "kind", "package", "shard", "startedAt"]);

/** Tells the sink whose tests follow. */
export function readHeader(record: Members, sink: Sink, cases: CaseSink): KnownHeader {
  doubtUnknown(record, members, "the header", cases);
  const runner = cleanName(textOf("runner") ?? "");
  const kind = cleanName(textOf("kind") ?? "");
  const owner = textOf("package");
  const startedAt = ownInteger(record, "startedAt", 0);
  const shard = readShard(ownMembers(record, "shard"), "index");
  if (runner === "") cases.doubt(missingField, `"runner" of the header`);
  else sink.producer(runner);
  if (kind !== "") sink.kind(kind);
  if (owner !== undefined) sink.package(cleanName(owner));
  if (shard !== undefined) sink.shard(shard);
  else if (Object.hasOwn(record, "shard")) cases.doubt(missingField, `"shard" of the header`);
  if (startedAt === undefined) cases.doubt(missingField, `"startedAt" of the header`);
  return {
    source: runner.split(" ")[0]?.toLowerCase() || "tollgate-tests",
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(shard === undefined ? {} : { shard }),
  };

  function textOf(name: "runner" | "kind" | "package"): string | undefined {
    const told = own(record, name);
    if (told !== undefined && typeof told !== "string")
      cases.doubt(missingField, `"${name}" of the header, which is ${showValue(told)}`);
    return ownText(record, name);
  }
}
