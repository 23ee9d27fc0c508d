import type { Head } from "../reader.ts";
import { featureKeywords } from "./feature-keywords.ts";

/**
 * True for a feature in any language that Cucumber knows, with comments, tags and blank lines before it, and for one in
 * Markdown. Of a file called `.feature` the first line may be anything that is no other format: it is a broken one.
 */
export function recogniseGherkin({ path, text }: Head): boolean {
  if (isMarkdown(path)) return markdownHeading.test(text);
  const { line, namesLanguage } = firstLine(text);
  if (featureKeywords.has(line.slice(0, Math.max(0, line.indexOf(":"))))) return true;
  if (otherFormat.test(line)) return false;
  return namesLanguage || (path.endsWith(".feature") && line !== "");
}

/** Cucumber knows Gherkin in Markdown by its name alone; to us its headings have to say it, too. */
export function isMarkdown(path: string): boolean {
  return path.endsWith(".feature.md");
}

const markdownHeading =
  /^#{1,6}\s(?:Feature|Business Need|Ability|Background|Rule|Example|Scenario|Scenario Outline|Scenario Template):/m;

/** XML, JSON, TAP, Go's and lcov's records, service messages, and what is no text. */
const otherFormat = /^(?:[<{[\0\ufffd]|TAP version|\d+\.\.\d|(?:not )?ok\b|mode:|TN:|SF:|##)|\0/;

/** The first line that is no comment, no tag and not blank; empty when there is none. */
function firstLine(text: string): { readonly line: string; readonly namesLanguage: boolean } {
  let namesLanguage = false;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).trim();
    if (languageHeader.test(line)) namesLanguage = true;
    else if (line !== "" && !(/^[@#]/.test(line) && !line.startsWith("##teamcity")))
      return { line, namesLanguage };
    if (end < 0) break;
    at = end + 1;
  }
  return { line: "", namesLanguage };
}

const languageHeader = /^#\s*language\s*:\s*[a-zA-Z_-]+$/;
