import { badLine, lostDetail } from "../findings/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { RawFinding, RawPlace } from "../reader.ts";
import type { FileName } from "./file-names.ts";

/** What is known of the run whose results name places. */
export type PlaceContext = {
  readonly tool: string;
  readonly fileNames: (location: Members) => FileName;
  readonly doubts: ProblemTally;
};

/** Most places of a finding that are kept. */
const most = 50;

/** The first location is where the result is; where there are several, all of them have to be mended. */
export function readPlaces(
  result: Members,
  { tool, fileNames, doubts }: PlaceContext,
): Pick<RawFinding, keyof RawPlace | "otherPlaces"> {
  const locations = ownList(result, "locations") ?? [];
  if (!Array.isArray(own(result, "locations") ?? []))
    doubts.add(
      lostDetail,
      `"locations" of a result of ${tool}, which is ${showValue(own(result, "locations"))}`,
    );
  const [place = {}, ...others] = locations
    .slice(0, most)
    .map((location) => placeOf(isMembers(location) ? location : {}, fileNames, doubts));
  const further = others.filter(({ file, named }) => file !== undefined || named !== undefined);
  return further.length === 0 ? place : { ...place, otherPlaces: further };
}

function placeOf(location: Members, fileNames: PlaceContext["fileNames"], doubts: ProblemTally): RawPlace {
  const physical = ownMembers(location, "physicalLocation") ?? {};
  const name = fileNames(ownMembers(physical, "artifactLocation") ?? {});
  const region = ownMembers(physical, "region") ?? {};
  const line = ownInteger(region, "startLine", 1);
  if (line === undefined) {
    const told = own(region, "startLine");
    if (told !== undefined && told !== null) doubts.add(badLine, showValue(told));
    return name;
  }
  const endLine = ownInteger(region, "endLine", line + 1);
  const column = ownInteger(region, "startColumn", 1);
  return {
    ...name,
    line,
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
  };
}
