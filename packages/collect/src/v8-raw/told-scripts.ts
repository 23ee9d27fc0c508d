import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { badCount, lostPart } from "../json-coverage/doubts.ts";
import { saturate } from "../line-coverage/hits.ts";
import { type ProblemTally, quote } from "../problem-tally.ts";
import type { CountedRange, ToldFunction, ToldScript } from "./counted-script.ts";
import { isForeign } from "./script-path.ts";

/** The scripts of a report that may be files of the repository. What cannot be read of them goes to `doubts`. */
export function toldScripts(entries: readonly unknown[], doubts: ProblemTally): readonly ToldScript[] {
  const scripts: ToldScript[] = [];
  for (const entry of entries) {
    const url = isMembers(entry) ? own(entry, "url") : undefined;
    if (!isMembers(entry) || typeof url !== "string") {
      doubts.add(lostPart, `an entry that is ${showValue(entry)}`);
      continue;
    }
    if (isForeign(url)) continue;
    const functions = own(entry, "functions");
    if (!Array.isArray(functions)) {
      doubts.add(lostPart, `"functions" of ${quote(url)}, which is ${showValue(functions)}`);
      continue;
    }
    const source = ownText(entry, "source");
    scripts.push({
      url,
      functions: functions.flatMap((told: unknown) => readFunction(told, url, doubts)),
      ...(source === undefined ? {} : { source }),
    });
  }
  return scripts;
}

/** A function of which any place is lost is none: what it holds counts as not run. */
function readFunction(told: unknown, url: string, doubts: ProblemTally): readonly ToldFunction[] {
  const ranges = isMembers(told) ? own(told, "ranges") : undefined;
  if (!isMembers(told) || !Array.isArray(ranges) || ranges.length === 0) {
    doubts.add(lostPart, `a function of ${quote(url)}, which is ${showValue(told)}`);
    return [];
  }
  const read = ranges.map((range: unknown) => readRange(range, url, doubts));
  const whole = read.filter((range) => range !== undefined);
  if (whole.length !== read.length) return [];
  const name = ownText(told, "functionName") ?? "";
  return [{ name, isBlock: own(told, "isBlockCoverage") === true, ranges: whole }];
}

function readRange(told: unknown, url: string, doubts: ProblemTally): CountedRange | undefined {
  const start = isMembers(told) ? own(told, "startOffset") : undefined;
  const end = isMembers(told) ? own(told, "endOffset") : undefined;
  if (!isMembers(told) || !isOffset(start) || !isOffset(end) || end < start) {
    doubts.add(lostPart, `a range of ${quote(url)}, which is ${showValue(told)}`);
    return undefined;
  }
  return { start, end, count: hitsOf(told, url, doubts) };
}

function hitsOf(told: Members, url: string, doubts: ProblemTally): number {
  const value = own(told, "count");
  const hits = typeof value === "number" ? saturate(value) : undefined;
  if (hits === undefined) doubts.add(badCount, `${showValue(value)} in ${quote(url)}`);
  return hits ?? 0;
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0; // just looked
}
