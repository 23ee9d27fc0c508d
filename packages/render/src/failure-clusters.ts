import type { Decision, Fingerprint, MergedCase, Report } from "@tollgate/model";
import { failureFingerprint } from "@tollgate/text";
import { onceAVerdict } from "./once-a-verdict.ts";
import { failingTests } from "./test-words.ts";
import { toldFailures } from "./waiver-words.ts";

/** Failing tests of one failure; never empty. */
export type FailureCluster = {
  /** Those that no waiver excuses come first: the failure is quoted from one that is in the way. */
  readonly tests: readonly [MergedCase, ...MergedCase[]];
  /** What a waiver calls it; absent where it says too little. */
  readonly failure?: Fingerprint;
  /** How many of them waivers excuse. */
  readonly waived: number;
};

/** Failing tests that say something, those that say the same together: in the order of the first of each. */
export const failureClusters: (report: Report, decision: Decision) => readonly FailureCluster[] =
  onceAVerdict((report, decision) => {
    const { failureOf, isWaived } = toldFailures(decision);
    const known = new Map<Fingerprint, [MergedCase, ...MergedCase[]]>();
    const clusters: [MergedCase, ...MergedCase[]][] = [];
    for (const test of failingTests(report)) {
      if (test.details.length === 0) continue;
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
    return clusters.map((tests) => {
      const waived = tests.filter(isWaived).length;
      if (waived > 0) tests.sort((a, b) => Number(isWaived(a)) - Number(isWaived(b)));
      const failure = failureOf(tests[0]);
      return { tests, ...(failure === undefined ? {} : { failure }), waived };
    });
  });

/** What a test says about itself: an issue that explains its failure is worth more than its stack. */
export function annotationWords({ annotations = [] }: MergedCase): string {
  const told = annotations
    .slice(0, mostNotes)
    .map(({ type, text = "" }) => (text === "" ? type : `${type}: ${text}`));
  return `${told.join("; ")}${annotations.length > mostNotes ? "…" : ""}`;
}

const mostNotes = 5;
