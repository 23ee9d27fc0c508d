import type { Decision, MergedCase, Report } from "@tollgate/model";
import { markdownBlock, plural, waivedWords } from "@tollgate/text";
import { annotationWords, type FailureCluster, failureClusters } from "../failure-clusters.ts";
import { reproductionOf } from "../reproduction.ts";
import { testPlace, titleOf, traceOf } from "../test-words.ts";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** How many more tests of a failure are named. */
const named = 10;

/** What failing tests said in full, once where several say the same, and how each is run alone. */
export function failureSection(report: Report, decision: Decision): Section {
  const clusters = failureClusters(report, decision);
  const count = clusters.reduce((sum, { tests }) => sum + tests.length, 0);
  const alike = clusters.length === count ? "" : `, ${plural(clusters.length, "different failure")}`;
  return {
    noun: ["stack trace", "stack traces"],
    total: clusters.length,
    worth: 5,
    render: (limit) =>
      folded(
        `${plural(count, "failing test")}${alike}`,
        [
          ...clusters.slice(0, limit).map((cluster) => clusterMarkdown(report, cluster)),
          ...more(clusters.length, limit),
        ]
          .map(bullet)
          .join("\n"),
      ),
  };
}

function clusterMarkdown(report: Report, cluster: FailureCluster): string {
  const [first, ...others] = cluster.tests;
  const waived = waivedWords(cluster.waived, cluster.tests.length);
  const alike = `**${plural(cluster.tests.length, "test")} fail alike**${waived === "" ? "" : ` (${waived})`}`;
  const start = others.length === 0 ? "" : `${alike}, the first: `;
  const excused = others.length === 0 && waived !== "" ? ` · ${waived}` : "";
  const trace = traceOf(first);
  const command = reproductionOf(report, first);
  return [
    `${start}${placedTitle(first)}${notesOf(first)}${excused}${failureWords(cluster)}`,
    ...(trace === "" ? [] : [markdownBlock(trace)]),
    ...(command === undefined ? [] : [`Run it: ${name(command)}`]),
    ...[...others.slice(0, named).map(placedTitle), ...more(others.length, named)].map(bullet),
  ].join("\n");
}

/** Title and place of a test. */
export function placedTitle(test: MergedCase): string {
  return `${name(titleOf(test))} in ${name(testPlace(test))}`;
}

/** What a waiver calls it. */
function failureWords({ failure }: FailureCluster): string {
  return failure === undefined ? "" : ` · failure ${name(failure)}`;
}

function notesOf(test: MergedCase): string {
  const notes = annotationWords(test);
  return notes === "" ? "" : ` · ${sentence(notes)}`;
}
