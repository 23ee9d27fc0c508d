import { findingLevels, type Violation } from "@tollgate/model";
import type { Counted } from "./count-findings.ts";

/** How many findings a failure lists. */
const shown = 100;

/** New ones first, then the worst, then by place. */
export function toViolations(counted: readonly Counted[]): readonly Violation[] {
  return counted
    .map((item, at) => ({ item, at }))
    .sort((a, b) => urgencyOf(a.item) - urgencyOf(b.item) || a.at - b.at)
    .slice(0, shown)
    .map(({ item }) => toViolation(item));
}

function urgencyOf({ finding }: Counted): number {
  return (finding.change === "new" ? 0 : findingLevels.length) + findingLevels.indexOf(finding.level);
}

function toViolation({ finding, place }: Counted): Violation {
  const { tool, rule, level, message, change } = finding;
  const { path, named, line, endLine } = place;
  const where = path === undefined && named !== undefined ? ` in ${named}` : "";
  const since = change === "unchanged" ? ", on the base too" : change === "new" ? ", new" : "";
  return {
    message: `${rule === undefined ? "" : `${rule}: `}${firstLine(message)}${where} (${tool}, ${level}${since})`,
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || line === undefined ? {} : { line }),
    ...(path === undefined || line === undefined || endLine === undefined ? {} : { endLine }),
    package: finding.package,
  };
}

function firstLine(text: string): string {
  return /\S.*/.exec(text)?.[0].trimEnd() ?? "no message";
}
