import { mostShards, type Shard } from "@tollgate/model";
import { type Members, ownInteger } from "./members.ts";

/** The shard that a runner says it was; the member with its number is called `index` or `current`. */
export function readShard(told: Members | undefined, number: "index" | "current"): Shard | undefined {
  if (told === undefined) return undefined;
  const index = ownInteger(told, number, 1);
  const total = ownInteger(told, "total", 1);
  const isShard = index !== undefined && total !== undefined && index <= total && total <= mostShards;
  return isShard ? { index, total } : undefined;
}
