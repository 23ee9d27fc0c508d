import { createTextDecoding } from "../input/decode-text.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { boundWork, type Style } from "./bound-work.ts";
import { stopped, tooLarge, toProblems } from "./problems.ts";
import { isMarkdown } from "./recognise.ts";

// Kept for all inputs of the process: a module is loaded once anyway.
let parsing: typeof import("./parse-feature.ts") | undefined;

/** The parser with its 80 languages is loaded when there is a feature to read. */
export function openGherkin({ sink, path }: ReadContext): ReadSession {
  const decoding = createTextDecoding({ problem: (problem) => sink.problem(problem) });
  let pieces: string[] = [];
  let bytes = 0;
  const style: Style = isMarkdown(path) ? "markdown" : "classic";
  const limit = limits[style];

  return {
    write(chunk) {
      bytes += chunk.length;
      if (bytes <= limit) pieces.push(decoding.write(chunk));
      else pieces = [];
    },
    async ready() {
      parsing ??= await import("./parse-feature.ts");
    },
    end() {
      if (bytes > limit) {
        sink.problem(tooLarge(bytes, limit));
        return;
      }
      const text = pieces.join("") + decoding.end();
      pieces = [];
      read(text);
    },
  };

  function read(text: string): void {
    if (parsing === undefined) throw new Error("`ready` has to be awaited before `end`");
    const bounded = boundWork(text, style);
    if ("problem" in bounded) {
      sink.problem(bounded.problem);
      return;
    }
    const parsed = parsing.parseFeature(bounded.text, style);
    if ("specification" in parsed) sink.specification(parsed.specification);
    else if ("stopped" in parsed) sink.problem(stopped(parsed.stopped));
    else for (const problem of toProblems(parsed.errors)) sink.problem(problem);
  }
}

/** Fifty times the longest features that people write; the parser needs ten times as long for Markdown. */
const limits: Readonly<Record<Style, number>> = { classic: 2 * 1024 * 1024, markdown: 512 * 1024 };
