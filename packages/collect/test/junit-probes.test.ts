import { readdirSync, readFileSync } from "node:fs";
import { isFailing, isFlaky } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";

/** What the README of the probes says: entries, failed or errored, skipped, flaky. */
type Figures = readonly [entries: number, bad: number, skipped: number, flaky: number];

/** The problems that a probe has, in the order in which they are told. */
type Probe = {
  readonly file: string;
  readonly figures: Figures;
  readonly problems?: readonly string[];
  readonly also?: (read: AllRecords) => void;
};

const probes: readonly Probe[] = [
  { file: "01-basic-suites.xml", figures: [2, 1, 0, 0] },
  { file: "02-root-testsuite.xml", figures: [3, 1, 1, 0] },
  {
    file: "03-nested-suites.xml",
    figures: [3, 1, 0, 0],
    also: ({ tests }) =>
      expect(tests.map(({ suite }) => suite)).toEqual([
        ["Outer", "Inner", "I"],
        ["Outer", "Inner", "I"],
        ["Outer", "O"],
      ]),
  },
  {
    file: "04-deep-nested-root.xml",
    figures: [2, 1, 0, 0],
    also: ({ tests }) => expect(tests[0]?.suite).toEqual(["A", "B", "C"]),
  },
  {
    file: "05-failure-no-attrs.xml",
    figures: [2, 1, 0, 0],
    also: ({ tests }) => expect(tests[0]?.details[0]?.message).toBe("Error: expected 1 to be 2"),
  },
  { file: "06-failure-empty.xml", figures: [2, 1, 0, 0] },
  {
    file: "07-two-failures.xml",
    figures: [2, 1, 0, 0],
    also: ({ tests }) => expect(messages(tests)).toEqual(["one", "two"]),
  },
  {
    file: "08-failure-and-error.xml",
    figures: [1, 1, 0, 0],
    also: ({ tests }) => {
      expect(tests[0]?.status).toBe("errored");
      expect(messages(tests)).toEqual(["one", "teardown"]);
    },
  },
  {
    file: "09-surefire-flaky.xml",
    figures: [2, 0, 0, 1],
    also: ({ tests }) => expect(tests.map(attempts)).toEqual([2, 1]),
  },
  {
    file: "10-surefire-flakyerror.xml",
    figures: [1, 0, 0, 1],
    also: ({ tests }) => expect(tests.map(attempts)).toEqual([2]),
  },
  {
    file: "11-surefire-rerun-fail.xml",
    figures: [1, 1, 0, 0],
    also: ({ tests }) => expect(tests.map(attempts)).toEqual([3]),
  },
  {
    file: "12-gradle-retry-duplicate.xml",
    figures: [3, 2, 0, 0],
    problems: ["info ambiguous-identity"],
    also: ({ tests }) => expect(tests).toHaveLength(3),
  },
  {
    file: "13-time-comma-thousands.xml",
    figures: [2, 0, 0, 0],
    also: ({ tests }) => expect(durations(tests)).toEqual([1_024_120_000, 1_096_412_000]),
  },
  {
    file: "14-time-decimal-comma.xml",
    figures: [1, 0, 0, 0],
    also: ({ tests }) => expect(durations(tests)).toEqual([160_000]),
  },
  {
    file: "15-time-unit-suffix.xml",
    figures: [1, 0, 0, 0],
    also: ({ tests }) => expect(durations(tests)).toEqual([81]),
  },
  { file: "16-raw-esc-char.xml", figures: [2, 1, 0, 0], problems: ["warning forbidden-characters"] },
  { file: "17-charref-esc.xml", figures: [2, 1, 0, 0], problems: ["warning forbidden-characters"] },
  { file: "18-utf8-bom.xml", figures: [1, 0, 0, 0] },
  {
    file: "19-utf16.xml",
    figures: [2, 1, 0, 0],
    also: ({ tests }) => expect(messages(tests)).toEqual(["é"]),
  },
  {
    file: "20-latin1.xml",
    figures: [1, 0, 0, 0],
    also: ({ tests }) => expect(tests[0]).toMatchObject({ suite: ["Sé", "c"], name: "café" }),
  },
  { file: "21-no-suite-attrs.xml", figures: [2, 1, 0, 0] },
  { file: "22-testcase-no-classname.xml", figures: [1, 0, 0, 0] },
  { file: "23-truncated.xml", figures: [2, 1, 0, 0], problems: ["error truncated"] },
  { file: "24-leading-noise.xml", figures: [1, 0, 0, 0], problems: ["warning text-around-document"] },
  { file: "25-empty-testsuites.xml", figures: [0, 0, 0, 0], problems: ["error no-tests"] },
  { file: "26-status-disabled.xml", figures: [3, 0, 2, 0] },
  { file: "27-skipped-with-failure.xml", figures: [1, 1, 0, 0] },
  {
    file: "28-suite-level-error.xml",
    figures: [0, 1, 0, 0],
    also: ({ tests }) =>
      expect(tests).toEqual([
        {
          suite: [],
          name: "S",
          status: "errored",
          details: [{ kind: "error", message: "Test suite failed to run", text: "SyntaxError" }],
          entries: 0,
        },
      ]),
  },
  { file: "29-counts-without-cases.xml", figures: [0, 0, 0, 0], problems: ["error cases-dropped"] },
  {
    file: "30-cdata-entities-in-name.xml",
    figures: [1, 1, 0, 0],
    also: ({ tests }) => {
      expect(tests[0]?.name).toBe('x < y > "z"');
      expect(tests[0]?.details[0]?.text).toBe("<div> && ]]> end");
    },
  },
  {
    file: "31-emoji.xml",
    figures: [1, 1, 0, 0],
    also: ({ tests }) => expect(tests[0]?.name).toBe("renders 🎉 party"),
  },
  { file: "32-namespace-prefix.xml", figures: [2, 1, 0, 0] },
  {
    file: "33-doctype-xxe.xml",
    figures: [1, 1, 0, 0],
    problems: ["warning entity-refused", "error entity-refused"],
    also: ({ tests }) =>
      expect(tests[0]?.details).toEqual([{ kind: "failure", message: "&a;", text: "&xxe;" }]),
  },
  {
    file: "34-billion-laughs.xml",
    figures: [1, 1, 0, 0],
    problems: ["warning entity-refused", "error entity-refused"],
    also: ({ tests }) => expect(tests[0]?.details[0]?.text).toBe("&l8;"),
  },
  { file: "35-two-roots.xml", figures: [2, 1, 0, 0], problems: ["warning several-documents"] },
  // The file declares a failure that no case has.
  {
    file: "36-lowercase-result-attr.xml",
    figures: [2, 0, 1, 0],
    problems: ["error declared-totals-differ"],
  },
  { file: "37-testng-skip-then-fail.xml", figures: [2, 1, 1, 0], problems: ["info ambiguous-identity"] },
];

const shared = sharedFolder();

describe.skipIf(shared === undefined)("the JUnit probes", () => {
  test("are all in the table", () => {
    const files = readdirSync(`${shared}probes`).filter((name) => name.endsWith(".xml"));
    expect(files.sort()).toEqual(probes.map(({ file }) => file));
  });

  test.each(probes)("$file reads as its README says", ({ file, figures, problems = [], also }) => {
    const bytes = readFileSync(`${shared}probes/${file}`);
    const read = readAll(junit, bytes);
    expect(junit.recognises(headOf(bytes))).toBe(true);
    expect(figuresOf(read)).toEqual(figures);
    expect(read.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(problems);
    also?.(read);
  });
});

function figuresOf({ entries, tests }: AllRecords): Figures {
  const bad = tests.filter(({ status }) => isFailing(status)).length;
  const skipped = tests.filter(({ status }) => status === "skipped").length;
  return [entries, bad, skipped, tests.filter(isFlaky).length];
}

function messages(tests: AllRecords["tests"]): readonly (string | undefined)[] {
  return tests.flatMap(({ details }) => details.map(({ message }) => message));
}

function durations(tests: AllRecords["tests"]): readonly (number | undefined)[] {
  return tests.map(({ durationUs }) => durationUs);
}

function attempts({ earlier }: AllRecords["tests"][number]): number {
  return 1 + (earlier?.length ?? 0);
}
