import { FlattenMap, type SourceMapInput, type TraceMap } from "@jridgewell/trace-mapping";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import type { SourceText } from "../reader.ts";
import type { ToldScript } from "./counted-script.ts";
import { pathOf } from "./script-path.ts";

export type FoundMap = {
  readonly map: TraceMap;
  /** First offset of each line of the script. */
  readonly scriptLines: readonly number[];
  readonly scriptLength: number;
};

/** The source map of a script: as node kept it, else as the script's own last comment says. `"bad"`: it cannot be read. */
export function sourceMapOf(
  script: ToldScript,
  kept: unknown,
  readText: (path: string) => SourceText,
): FoundMap | "bad" | undefined {
  const lengths = isMembers(kept) ? ownList(kept, "lineLengths") : undefined;
  const data = isMembers(kept) ? own(kept, "data") : undefined;
  if (isMembers(kept) && isMembers(data)) {
    const lines = lengths === undefined ? undefined : linesOfLengths(lengths);
    return lines === undefined ? "bad" : open(data, ownText(kept, "url") ?? "", script, lines);
  }
  if (script.source === undefined) return undefined;
  const [, url = ""] = lastComment.exec(script.source.slice(-commentReach)) ?? [];
  const json = url === "" ? undefined : textAt(url, script, readText);
  return json === undefined ? undefined : open(parse(json), url, script, linesOfText(script.source));
}

/** Inline maps may be as long as the script. */
const commentReach = 64 * 1024 * 1024;
const lastComment = /^\/\/[#@] ?sourceMappingURL=(\S+)[^\S\n]*\s*(?![\s\S])/m;

function textAt(url: string, script: ToldScript, readText: (path: string) => SourceText): string | undefined {
  const [, encoding, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/is.exec(url) ?? [];
  if (data !== undefined)
    return encoding === undefined ? decodeOrKeep(data) : Buffer.from(data, "base64").toString("utf8");
  const beside = resolveBeside(url, script.url);
  return beside === undefined ? undefined : readText(pathOf(beside)).text;
}

function resolveBeside(url: string, base: string): string | undefined {
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Lines = Pick<FoundMap, "scriptLines" | "scriptLength">;

function open(data: unknown, url: string, script: ToldScript, lines: Lines): FoundMap | "bad" {
  if (!isMembers(data) || !isMap(data)) return "bad";
  const base =
    url === "" || /^data:/i.test(url) ? script.url : (resolveBeside(url, script.url) ?? script.url);
  try {
    // Its form was looked at; what else is wrong with it throws.
    return { map: FlattenMap(data as unknown as SourceMapInput, base), ...lines };
  } catch {
    return "bad";
  }
}

function isMap(data: Members): boolean {
  if (ownList(data, "sections") !== undefined) return true;
  if (ownText(data, "mappings") === undefined) return false;
  const sources = ownList(data, "sources") ?? [{}];
  return sources.every((source) => source === null || typeof source === "string");
}

/** Each line with its end, which is one unit, as node counts them. */
function linesOfLengths(lengths: readonly unknown[]): Lines | undefined {
  const scriptLines: number[] = [];
  let offset = 0;
  for (const length of lengths) {
    if (!Number.isSafeInteger(length) || (length as number) < 0) return undefined;
    scriptLines.push(offset);
    offset += (length as number) + 1; // just looked
  }
  return { scriptLines, scriptLength: offset - 1 };
}

function linesOfText(text: string): Lines {
  const scriptLines = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) scriptLines.push(at + 1);
  return { scriptLines, scriptLength: text.length };
}
