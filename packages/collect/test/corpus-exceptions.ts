import type { Figures } from "./corpus-figures-of.ts";

/** A file of the corpus in which we count otherwise than the independent script. */
export type CorpusException = {
  /** End of its path. */
  readonly file: string;
  readonly ours: Partial<Figures>;
  /** Where in the file the difference is. */
  readonly place: string;
  /** What says that ours is more right; a number is a section of the fact sheet on test formats. */
  readonly rule: string;
};

const unknownChild =
  "6, and the contract in 1: anything not recognised is errored with a Problem, never passed; a value as an element of its own may be anything";

/** All of them, whatever the format: no other test has such a table. */
export const corpusExceptions: readonly CorpusException[] = [
  {
    file: "junitxmldata/durations/invalid.xml",
    ours: { failing: 1 },
    place: "line 4: <time> as an element of the test case",
    rule: unknownChild,
  },
  {
    file: "junitxmldata/fullNames/classnameInvalid.xml",
    ours: { failing: 1 },
    place: "line 4: <classname> as an element of the test case",
    rule: unknownChild,
  },
  {
    file: "junitxmldata/fullNames/nameInvalid.xml",
    ours: { failing: 1 },
    place: "line 4: <name> as an element of the test case",
    rule: unknownChild,
  },
  {
    file: "ctrf-io_junit-to-ctrf/test-junit-problem-string.xml",
    ours: { failing: 3 },
    place: "the case with rerunFailure and rerunError, and no other result",
    rule: "3: reruns are tries after a failure; the last one failed, so no try of the test passed",
  },
  {
    file: "generated/ctest-junit.xml",
    ours: { failing: 3, skipped: 2 },
    place: 'the case with <skipped message="Unable to find executable">',
    rule: "2: ctest lists it as failed and exits with 8; the other case with status notrun has a skipped element, so it is counted once",
  },
  {
    file: "jenkins/NUnit-issue44527.xml",
    ours: { failing: 154 },
    place: "ten test-suite elements without a test-case: no suitable constructor was found",
    rule: '9: site="SetUp" on a suite is a fixture failure; no child failed, so each is a case of its own',
  },
  {
    file: "scenarioStatuses/unknown.json",
    ours: { failing: 1, skipped: 0 },
    place: 'the third step, whose status is "unknown"',
    rule: "1: anything not recognised is errored with a Problem, never a skip",
  },
  {
    file: "cucumber-json/generated/alpha/behave.json",
    ours: { failing: 3, skipped: 1 },
    place: 'the scenario "skipped by tag": its own status is "skipped", its steps have no results',
    rule: "8: behave's steps may lack results; the scenario's own status is what behave counted",
  },
  {
    file: "tap/generated/alpha/vitest.tap",
    ours: { tests: 21 },
    place: 'line 58: "not ok 3 - hooks", whose only subtest is skipped',
    rule: "2 and 9: a failed beforeAll shows on the suite's point only; a parent that fails alone is a failure",
  },
  {
    file: "good/empty.feature",
    ours: { specification: undefined },
    place: "the file has no byte",
    rule: "an empty file is a Problem whatever its name: nothing tells what was to be in it",
  },
];
