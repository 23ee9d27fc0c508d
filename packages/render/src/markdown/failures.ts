import type { Decision, Fingerprint, MergedCase, Report } from "@tollgate/model";
import { failureFingerprint, markdownBlock, plural } from "@tollgate/text";
import { reproductionOf } from "../reproduction.ts";
import { failingTests, testPlace, titleOf, traceOf } from "../test-words.ts";
import { toldFailures } from "../waiver-words.ts";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** Failing tests of one failure; never empty. */
type Cluster = readonly [MergedCase, ...MergedCase[]];

/** How many more tests of a failure are named. */
const named = 10;

/** What failing tests said in full, once where several say the same, and how each is run alone. */
export function failureSection(report: Report, decision: Decision): Section {
  const { failureOf, isWaived } = toldFailures(decision);
  const tests = failingTests(report).filter(({ details }) => details.length > 0);
  const clusters = clustersOf(tests, failureOf);
  const alike = clusters.length === tests.length ? "" : `, ${plural(clusters.length, "different failure")}`;
  return {
    noun: ["stack trace", "stack traces"],
    total: clusters.length,
    worth: 5,
    render: (limit) =>
      folded(
        `${plural(tests.length, "failing test")}${alike}`,
        [
          ...clusters.slice(0, limit).map((cluster) => {
            const [first] = cluster;
            return clusterMarkdown(report, cluster, failureWords(failureOf(first), isWaived(first)));
          }),
          ...more(clusters.length, limit),
        ]
          .map(bullet)
          .join("\n"),
      ),
  };
}

function clustersOf(
  tests: readonly MergedCase[],
  failureOf: (test: MergedCase) => Fingerprint | undefined,
): readonly Cluster[] {
  const known = new Map<Fingerprint, [MergedCase, ...MergedCase[]]>();
  const clusters: Cluster[] = [];
  for (const test of tests) {
    const failure = failureOf(test) ?? failureFingerprint(test.details);
    const alike = failure === undefined ? undefined : known.get(failure);
    if (alike !== undefined) {
      alike.push(test);
      continue;
    }
    const cluster: [MergedCase, ...MergedCase[]] = [test];
    clusters.push(cluster);
    if (failure !== undefined) known.set(failure, cluster);
  }
  return clusters;
}

function clusterMarkdown(report: Report, [first, ...others]: Cluster, failure: string): string {
  const start = others.length === 0 ? "" : `**${plural(others.length + 1, "test")} fail alike**, the first: `;
  const trace = traceOf(first);
  const command = reproductionOf(report, first);
  return [
    `${start}${placedTitle(first)}${notesOf(first)}${failure}`,
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
function failureWords(failure: Fingerprint | undefined, isWaived: boolean): string {
  return `${isWaived ? " · waived" : ""}${failure === undefined ? "" : ` · failure ${name(failure)}`}`;
}

/** What a test says about itself: an issue that explains its failure is worth more than its stack. */
function notesOf({ annotations = [] }: MergedCase): string {
  if (annotations.length === 0) return "";
  const told = annotations
    .slice(0, mostNotes)
    .map(({ type, text = "" }) => (text === "" ? type : `${type}: ${text}`));
  return ` · ${sentence(told.join("; "))}${annotations.length > mostNotes ? "…" : ""}`;
}

const mostNotes = 5;
