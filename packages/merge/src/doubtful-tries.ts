import { compareText, type Evidence, type Problem } from "@tollgate/model";
import { type DoubtfulTries, foldTries } from "./fold-tries.ts";

/** What is not certain about tries that are reports of their own: one Problem for each reason. */
export function doubtfulTries(evidence: readonly Evidence[]): readonly Problem[] {
  const inOrder = [...evidence].sort((a, b) => compareText(a.input.path, b.input.path));
  const { doubts } = foldTries(inOrder);
  return Object.entries(sentences).flatMap(([why, says]) => {
    const alike = doubts.filter((doubt) => doubt.why === why);
    const [first] = alike;
    return first === undefined
      ? []
      : [{ ...says(alike.length, JSON.stringify(first.name)), path: first.path }];
  });
}

const sentences: { readonly [W in DoubtfulTries["why"]]: (count: number, first: string) => Problem } = {
  "no-start": (count, first) => ({
    ...apart,
    message: `${several(count)} results of one history id without a start, so nothing tells their order; each counts as a test. The first is ${first}.`,
  }),
  "at-once": (count, first) => ({
    ...apart,
    message: `${several(count)} results of one history id that ran at the same time, so they are no tries of each other; each counts as a test. The first is ${first}.`,
  }),
  unnumbered: (count, first) => ({
    code: "ambiguous-identity",
    severity: "info",
    message: `${several(count)} results of one history id that failed before one passed; they count as tries, though two tests of one name would look the same. The first is ${first}.`,
    remedy: "Give tests of one suite different names. Where the results are tries, nothing has to be done.",
  }),
};

const apart: Omit<Problem, "message"> = {
  code: "ambiguous-identity",
  severity: "warning",
  remedy:
    "Let parallel runs (browsers, shards) write into folders of their own, or give their tests a parameter that tells them apart.",
};

function several(count: number): string {
  return count === 1 ? "1 test has" : `${count} tests have`;
}
