import { type CodeProbes, codeProbes } from "@tollgate/source";
import type { MapPool } from "../map-pool.ts";
import type { ProblemTally } from "../problem-tally.ts";
import type { SourceText } from "../reader.ts";
import type { ToldScript } from "./counted-script.ts";
import { type MeasuredFile, measureScript } from "./measure-script.ts";

export type MeasureOptions = {
  readonly readText: (path: string) => SourceText;
  readonly maps: MapPool;
  readonly doubts: ProblemTally;
};

/** The files of a report. Each process of a run writes a report, so a text is parsed once a collection. */
export function measureScripts(
  scripts: readonly ToldScript[],
  keptOf: (url: string) => unknown,
  { readText, maps, doubts }: MeasureOptions,
): readonly MeasuredFile[] {
  const parsed = maps.memory(createParsedTexts);
  const probesOf = (text: string, path: string): CodeProbes | undefined => {
    const known = parsed.get(path);
    if (known?.text === text) return known.code;
    const found = codeProbes(text, path);
    const code = found === undefined ? undefined : { ...found, map: maps.intern(found.map) };
    parsed.set(path, { text, code });
    return code;
  };
  return scripts.flatMap((script) =>
    measureScript(script, keptOf(script.url), { readText, probesOf, doubts }),
  );
}

type ParsedText = { readonly text: string; readonly code: CodeProbes | undefined };

function createParsedTexts(): Map<string, ParsedText> {
  return new Map();
}
