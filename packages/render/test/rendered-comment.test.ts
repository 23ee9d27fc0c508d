import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderComment } from "../src/index.ts";
import { anyDecision, anyReport } from "../src/testing/arbitraries.ts";
import { exampleReport } from "../src/testing/example.ts";
import { exampleDecision } from "../src/testing/example-decision.ts";

const renderer = "/usr/bin/cmark-gfm";
const isInstalled = existsSync(renderer);
if (!isInstalled) console.warn("skipped: cmark-gfm is not installed, so the comment is not rendered");

/** Everything that the comment itself is made of. */
const ownTags =
  /^<\/?(?:h2|h3|p|ol|ul|li|strong|em|br|sub|span|code|pre|details|summary|table|thead|tbody|tr|th|td)(?: \/|(?: (?:class|lang|align|start)="[\w-]*"))?>$/;

describe.runIf(isInstalled)("the comment, rendered by cmark-gfm", () => {
  it("has only our own elements for any names, and all are closed", () => {
    fc.assert(
      fc.property(
        anyReport(8),
        anyDecision,
        fc.integer({ min: 2_000, max: 60_000 }),
        (report, decision, budget) => {
          const html = render(renderComment(report, decision, { budget }));
          const tags = [...html.replace(/<!-- .*? -->/g, "").matchAll(/<[^>]*>/g)].map(([tag]) => tag);
          expect(tags.filter((tag) => !ownTags.test(tag))).toEqual([]);
          for (const name of ["details", "summary", "table", "pre", "ol", "ul", "li"])
            expect(count(tags, `<${name}`), name).toBe(count(tags, `</${name}`));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("mentions nobody, refers to nothing and links nowhere", () => {
    fc.assert(
      fc.property(anyReport(8), anyDecision, (report, decision) => {
        // What is taken out leaves a gap: `#` before it and a digit behind it are no reference.
        const html = render(renderComment(report, decision)).replace(
          /<pre\b.*?<\/pre>|<code>.*?<\/code>/gs,
          " ",
        );
        const text = html.replace(/<[^>]*>/g, " ").replace(/&#\d+;/g, " ");
        expect(text.match(/@\w|#\d|gh-\d|:\/\/|www\./gi)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it("folds what is long below the table", () => {
    const html = render(renderComment(exampleReport, exampleDecision));
    expect([...html.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, title]) => title)).toEqual([
      "1 failing test",
      "Failed tries of 1 flaky test",
      "4 uncovered lines of 1 changed file",
      "Lines against the base: 3 new and uncovered, 2 no longer covered, 1 new and covered, 1 deleted (covered before)",
      "Coverage by package",
      "Against the base: 1 new failure, 0 still failing, 0 fixed, 1 added, 1 gone",
      "1 source that no coverage report mentions",
      "6 rules judged",
      "Completeness: 1 missing",
      "2 problems",
      "4 reports read",
      "How to reproduce this",
    ]);
    expect(html.indexOf("<table>")).toBeLessThan(html.indexOf("<details>"));
  });
});

function render(markdown: string): string {
  const extensions = ["table", "autolink", "strikethrough", "tasklist"].flatMap((name) => ["-e", name]);
  return execFileSync(renderer, ["--unsafe", ...extensions], { input: markdown, encoding: "utf8" });
}

function count(tags: readonly string[], start: string): number {
  return tags.filter((tag) => tag === `${start}>` || tag.startsWith(`${start} `)).length;
}
