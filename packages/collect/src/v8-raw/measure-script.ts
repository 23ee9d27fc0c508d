import { createHash } from "node:crypto";
import type { CoverageMap, Exclusion } from "@tollgate/model";
import { languageOf } from "@tollgate/model";
import type { CodeProbes } from "@tollgate/source";
import { type ProblemTally, quote } from "../problem-tally.ts";
import type { SourceText } from "../reader.ts";
import { countEntities } from "./count-entities.ts";
import { type CountedFunctions, countFunctions } from "./counted-functions.ts";
import type { ToldScript } from "./counted-script.ts";
import { badMap, noText, otherSource, otherText, outside, unknownLanguage } from "./doubts.ts";
import { jointsBySegments, jointsInText } from "./joints.ts";
import { createLookup } from "./lookup.ts";
import { ownersByPlace, ownersBySegments } from "./owners.ts";
import { isForeign, pathOf } from "./script-path.ts";
import { linesOf, placesBySegments, segmentsOf } from "./segments.ts";
import { type FoundMap, sourceMapOf } from "./source-map.ts";

/** What one script tells of one file. */
export type MeasuredFile = {
  readonly path: string;
  readonly map: CoverageMap;
  readonly counts: Float64Array;
  readonly excluded: readonly Exclusion[];
  readonly version: string;
};

export type MeasureContext = {
  readonly readText: (path: string) => SourceText;
  readonly probesOf: (text: string, path: string) => CodeProbes | undefined;
  readonly doubts: ProblemTally;
};

/** The files that a script is or was made of. `kept` is what node remembers of its source map. */
export function measureScript(script: ToldScript, kept: unknown, context: MeasureContext): MeasuredFile[] {
  const counted = countFunctions(script.functions);
  const found = sourceMapOf(script, kept, context.readText);
  if (found === "bad") context.doubts.add(badMap, quote(script.url));
  else if (found !== undefined) return measureSources(script, counted, found, context);
  else {
    const file = measureText(script, counted, context);
    if (file !== undefined) return [file];
  }
  return [];
}

function measureText(
  script: ToldScript,
  counted: CountedFunctions,
  context: MeasureContext,
): MeasuredFile | undefined {
  const { probesOf, doubts } = context;
  const path = pathOf(script.url);
  const ran = languageOf(path) === "javascript" ? ranText(script, path, counted, context) : undefined;
  if (ran === undefined) return undefined;
  const { text } = ran;
  const code = probesOf(text, path);
  if (code === undefined) doubts.add(unknownLanguage, quote(path));
  if (code === undefined) return undefined;
  const { scopes } = code;
  const owners = ownersByPlace(scopes, counted);
  // V8 tells no function that the text does not have.
  if (counted.functions.all.some((one) => !owners.has(one))) {
    doubts.add(otherText, quote(path));
    return undefined;
  }
  const places = ({ start }: { readonly start: number }): readonly number[] => [start];
  const joints = jointsInText(code, text);
  const lookup = createLookup({ scopes, counted, owners, places, joints, isText: true });
  return { path, map: code.map, ...countEntities(code, text, lookup), version: versionOf(ran.onDisk) };
}

/** The text of a script that is a file as it stands, if it is the one that ran. */
function ranText(
  script: ToldScript,
  path: string,
  counted: CountedFunctions,
  { readText, doubts }: MeasureContext,
): { readonly text: string; readonly onDisk: string } | undefined {
  const file = readText(path);
  const onDisk = file.text ?? script.source;
  const isElsewhere = !file.inside && script.source === undefined;
  if (isElsewhere || onDisk === undefined) {
    doubts.add(file.inside ? noText : outside, quote(path));
    return undefined;
  }
  const text = plain(onDisk);
  const isSame = script.source === undefined || plain(script.source) === text;
  if (isSame && fits(text, script, counted)) return { text, onDisk };
  doubts.add(otherText, quote(path));
  return undefined;
}

/** Node puts a comment behind TypeScript of which it took out the types. */
function fits(text: string, { url }: ToldScript, { functions }: CountedFunctions): boolean {
  const more = (functions.all[0]?.end ?? -1) - text.length;
  return [0, url.length + stripped.length, pathOf(url).length + stripped.length].includes(more);
}

const stripped = "\n\n//# sourceURL=";

function measureSources(
  script: ToldScript,
  counted: CountedFunctions,
  found: FoundMap,
  context: MeasureContext,
): MeasuredFile[] {
  if (counted.functions.all[0]?.end !== found.scriptLength) {
    context.doubts.add(otherText, quote(pathOf(script.url)));
    return [];
  }
  return found.map.resolvedSources.flatMap((source, i) => {
    if (isForeign(source) || languageOf(pathOf(source)) !== "javascript") return [];
    const file = measureSource(pathOf(source), i, counted, found, context);
    return file === undefined ? [] : [file];
  });
}

function measureSource(
  path: string,
  index: number,
  counted: CountedFunctions,
  { map, scriptLines }: FoundMap,
  { readText, probesOf, doubts }: MeasureContext,
): MeasuredFile | undefined {
  const file = readText(path);
  const told = map.sourcesContent?.[index] ?? file.text;
  if (told === undefined) {
    doubts.add(file.inside ? noText : outside, quote(path));
    return undefined;
  }
  const text = plain(told);
  if (file.text !== undefined && sameLines(plain(file.text)) !== sameLines(text)) {
    doubts.add(otherSource, quote(path));
    return undefined;
  }
  const code = probesOf(text, path);
  if (code === undefined) doubts.add(unknownLanguage, quote(path));
  if (code === undefined) return undefined;
  const { segments, strays } = segmentsOf(map, index, scriptLines, linesOf(code.lineStarts, text.length));
  if (strays > 0) doubts.add(otherSource, quote(path));
  if (strays > 0 || segments.length === 0) return undefined;
  const owners = ownersBySegments(code.scopes, counted, segments);
  const places = placesBySegments(segments, code.lineStarts);
  const lookup = createLookup({
    scopes: code.scopes,
    counted,
    owners,
    places,
    joints: jointsBySegments(code, segments),
    isText: false,
  });
  return { path, map: code.map, ...countEntities(code, text, lookup), version: versionOf(file.text ?? text) };
}

function versionOf(text: string): string {
  return `md5:${createHash("md5").update(text).digest("hex")}`;
}

function plain(text: string): string {
  return text.replace(/^\ufeff/, "");
}

/** Git and compilers change line ends. */
function sameLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
