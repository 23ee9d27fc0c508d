import { compareText, digestOf } from "@tollgate/model";
import { detach } from "../input/detach.ts";
import { type Members, ownMembers } from "../json/members.ts";

/** Most fingerprints of a finding that are kept. */
const most = 20;

/**
 * `name=value`, sorted. What is no digest or number by its looks is kept as one: tools also put names and mail addresses of
 * committers there.
 */
export function fingerprintsIn(
  result: Members,
  name: "fingerprints" | "partialFingerprints",
): readonly string[] {
  return Object.entries(ownMembers(result, name) ?? {})
    .flatMap(([key, value]) =>
      typeof value === "string" && value !== "" ? [`${shown(key)}=${plain(value)}`] : [],
    )
    .sort(compareText)
    .slice(0, most);
}

function shown(key: string): string {
  return detach(key.slice(0, 100));
}

function plain(value: string): string {
  return /^[0-9a-f:_./-]{1,128}$/i.test(value) ? detach(value) : digestOf(value);
}
