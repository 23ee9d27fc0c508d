import type { Place } from "../input/place.ts";
import { createProblemTally, type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

/** What can be doubtful in a report that is well-formed XML. */
export type JunitDoubt =
  | "unknownChild"
  | "unknownElement"
  | "misplaced"
  | "unknownStatus"
  | "unknownDuration"
  | "negativeDuration"
  | "ambiguousDuration"
  | "missingName"
  | "sameName"
  | "deepPath"
  | "noCases"
  | "fewerCases"
  | "fewerSkipped"
  | "moreFailures"
  | "otherTotals"
  | "unreadableTotals"
  | "unreadableFailures"
  | "placeholder";

/** Counts doubts, and says each kind once with its first place. */
export interface Doubts {
  /** `example` is only called for the first of a kind. */
  note(doubt: JunitDoubt, example: () => string): void;
  has(doubt: JunitDoubt): boolean;
  tell(problem: (problem: RawProblem) => void): void;
}

export function createDoubts(place: () => Place): Doubts {
  const tally = createProblemTally();
  const seen = new Set<JunitDoubt>();
  return {
    note(doubt, example) {
      // Telling a place costs a look over the chunk: only the first one is told.
      if (seen.has(doubt)) return tally.add(doubts[doubt], "");
      seen.add(doubt);
      tally.add(doubts[doubt], example(), place());
    },
    has: (doubt) => seen.has(doubt),
    tell: (problem) => tally.flush(problem),
  };
}

const lookAtTool = "Look at what writes this file; if it is a documented extension, tell us about it.";
const lookAtLog =
  "The tool crashed while it wrote, or drops cases: look at its log, and collect its native JSON beside it if it has one.";

const doubts: Readonly<Record<JunitDoubt, Doubt>> = {
  unknownChild: {
    code: "unknown-element",
    severity: "error",
    message: (count) =>
      `${times(count, "element of a test case is", "elements of test cases are")} not known; the case counts as errored.`,
    remedy: lookAtTool,
  },
  unknownElement: {
    code: "unknown-element",
    severity: "error",
    message: (count) =>
      `${times(count, "element is", "elements are")} not known; results inside may be lost.`,
    remedy: lookAtTool,
  },
  misplaced: {
    code: "unknown-element",
    severity: "error",
    message: (count) =>
      `${times(count, "result stands", "results stand")} where JUnit has none; it counts for the case or suite around it.`,
    remedy: lookAtTool,
  },
  unknownStatus: {
    code: "unknown-status",
    severity: "warning",
    message: (count) =>
      `${times(count, "status is", "statuses are")} not known; without a result element the case counts as errored.`,
    remedy: lookAtTool,
  },
  unknownDuration: {
    code: "unknown-duration",
    severity: "warning",
    message: (count) => `${times(count, "time is", "times are")} no number of seconds, and left out.`,
    remedy: "Correct the tool's number format; the tests count without a duration.",
  },
  negativeDuration: {
    code: "unknown-duration",
    severity: "warning",
    message: (count) => `${times(count, "time is", "times are")} negative, and counted as 0.`,
    remedy: "The clock of the machine was set during the run.",
  },
  ambiguousDuration: {
    code: "ambiguous-duration",
    severity: "warning",
    message: (count) =>
      `${times(count, "time has", "times have")} a comma that may separate thousands or decimals, and ${count === 1 ? "is" : "are"} left out.`,
    remedy: "Let the tool write decimals with a point: run it with the locale C or en_US.",
  },
  missingName: {
    code: "missing-field",
    severity: "info",
    message: (count) => `${times(count, "test case has", "test cases have")} no name.`,
    remedy: "Nothing has to be done; without a name a test cannot be followed from run to run.",
  },
  sameName: {
    code: "ambiguous-identity",
    severity: "info",
    message: (count) =>
      `${times(count, "test case shares", "test cases share")} suite and name with another; the file does not tell tries from tests, so they are separate tests, told apart by their order.`,
    remedy: "Give each test its own name (parameters into the title), or collect the tool's native JSON.",
  },
  deepPath: {
    code: "too-deep",
    severity: "info",
    message: (count) =>
      `${times(count, "suite lies", "suites lie")} more than 100 suites deep; ${count === 1 ? "its name is" : "their names are"} no part of the tests' names.`,
    remedy: "No tool nests tests like this: look at what writes the file.",
  },
  noCases: {
    code: "cases-dropped",
    severity: "error",
    message: (count) =>
      `${times(count, "suite says that tests ran, and holds", "suites say that tests ran, and hold")} none.`,
    remedy: lookAtLog,
  },
  fewerCases: {
    code: "cases-dropped",
    severity: "error",
    message: (count) => `${times(count, "suite counts", "suites count")} more tests than stand in the file.`,
    remedy: lookAtLog,
  },
  fewerSkipped: {
    code: "cases-dropped",
    severity: "warning",
    message: (count) =>
      `${times(count, "suite counts", "suites count")} tests that did not run and do not stand in the file.`,
    remedy: "Nothing has to be done; the tool counts pending tests and does not write them.",
  },
  moreFailures: {
    code: "declared-totals-differ",
    severity: "error",
    message: (count) =>
      `${times(count, "suite declares", "suites declare")} more failures than stand in the file.`,
    remedy: lookAtLog,
  },
  otherTotals: {
    code: "declared-totals-differ",
    severity: "info",
    message: (count) =>
      `${times(count, "suite declares", "suites declare")} totals that its cases do not add up to; the cases count.`,
    remedy: "Nothing has to be done: tools count tries, pending tests and errors in their own ways.",
  },
  unreadableTotals: {
    code: "declared-totals-differ",
    severity: "warning",
    message: (count) => `${times(count, "suite declares", "suites declare")} a number of tests that is none.`,
    remedy: "Correct the tool; the cases count.",
  },
  unreadableFailures: {
    code: "declared-totals-differ",
    severity: "error",
    message: (count) =>
      `${times(count, "suite declares", "suites declare")} failures or errors in a way that is no number, so some may be missing.`,
    remedy: "Correct the tool: `failures` and `errors` are whole numbers from 0.",
  },
  placeholder: {
    code: "cases-dropped",
    severity: "error",
    message: (count) =>
      `${times(count, "test file tells", "test files tell")} no test of its own: node:test writes one passing case for a file that exits before its tests are reported.`,
    remedy: "Look for process.exit() in the file; a file without tests belongs outside the pattern.",
  },
};
