import type { Head, RawProblem } from "../reader.ts";

/** The refusal of a feature file: what should happen, and not what did; `undefined` for anything else. */
export function gherkinRefused({ text }: Head): RawProblem | undefined {
  return isFeature(text) ? refused : undefined;
}

/** A feature in English, or in the language that its first line names. */
function isFeature(text: string): boolean {
  for (const line of text.slice(0, 4_096).split("\n")) {
    if (/^\s*#\s*language\s*:\s*[\w-]+\s*$/.test(line)) return true;
    if (/^\s*(?:Feature|Ability|Business Need)\s*:/.test(line)) return true;
    // Blank lines, comments and tags may stand in front.
    if (!/^\s*(?:[#@].*)?$/.test(line)) return false;
  }
  return false;
}

const refused: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message: "The file is a Gherkin feature, which has scenarios and no results.",
  remedy:
    "Collect what the runner writes: `--format message:reports/cucumber.ndjson` of cucumber-js, -jvm or -ruby.",
};
