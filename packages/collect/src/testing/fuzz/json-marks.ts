import type { AllRecords } from "../read-all.ts";
import type { Marks } from "./marks.ts";

type Members = { readonly [name: string]: unknown };

/** Formats of one JSON value: objects that say by themselves that something failed, wherever they stand. */
export const jsonMarks: readonly (readonly [format: string, marks: Marks])[] = documents([
  ["vitest-json", { count: objectsOf(isFailedAssertion) }],
  ["jest-json", { count: objectsOf(isFailedAssertion) }],
  [
    "playwright-json",
    { count: objectsOf(({ status, results }) => Number(status === "unexpected" && Array.isArray(results))) },
  ],
  ["mocha-json", { count: objectsOf(({ failures }) => lengthOf(failures, isObject)) }],
  [
    "mochawesome-json",
    { count: objectsOf(({ state, title }) => Number(state === "failed" && title !== undefined)) },
  ],
  [
    "ctrf-json",
    {
      count: objectsOf(({ status, name, duration }) =>
        // Steps have no duration.
        Number(status === "failed" && name !== undefined && duration !== undefined),
      ),
    },
  ],
  ["newman-json", { count: objectsOf(({ failures }) => lengthOf(failures, () => true)) }],
  [
    "rspec-json",
    {
      count: objectsOf(({ status, exception, messages }) =>
        Array.isArray(messages)
          ? lengthOf(messages, isErrorOutside)
          : Number(status === "failed" && exception !== undefined),
      ),
    },
  ],
  [
    "gtest-json",
    {
      count: objectsOf(({ failures, name, testsuites }) =>
        Number(lengthOf(failures, () => true) > 0 && name !== undefined && testsuites === undefined),
      ),
    },
  ],
  [
    "allure2-json",
    {
      count: objectsOf(({ status, statusDetails, errors }) =>
        (status === "failed" || status === "broken") && statusDetails !== undefined
          ? 1
          : lengthOf(errors, isObject),
      ),
    },
  ],
  ["cucumber-json", { count: objectsOf(({ steps }) => Number(lengthOf(steps, isFailedStep) > 0)) }],
  [
    "sarif",
    {
      count: objectsOf(({ level, kind, ruleId, message }) =>
        Number(level === "error" && kind === undefined && typeof ruleId === "string" && isObject(message)),
      ),
      found: errorFindings,
    },
  ],
  [
    "eslint-json",
    {
      count: objectsOf(({ severity, message, ruleId }) =>
        Number(severity === 2 && typeof message === "string" && ruleId !== undefined),
      ),
      found: errorFindings,
    },
  ],
  [
    "tollgate-run",
    {
      count: objectsOf(({ verdict, errors }) =>
        Number((verdict === "failed" || verdict === "interrupted") && Array.isArray(errors)),
      ),
      found: failedRuns,
    },
  ],
  [
    "turbo-summary",
    {
      count: objectsOf((execution) => Number("startTime" in execution && Number(execution["exitCode"]) > 0)),
      found: failedRuns,
    },
  ],
]);

function documents(
  formats: readonly (readonly [format: string, marks: Marks])[],
): readonly (readonly [format: string, marks: Marks])[] {
  return formats.map(([format, marks]) => [format, { ...marks, isBroken: isNoJson }]);
}

export function isNoJson(text: string): boolean {
  try {
    JSON.parse(text.replace(forgottenComma, "},$1"));
    return false;
  } catch {
    return true;
  }
}

function errorFindings({ findings }: AllRecords): number {
  return findings.filter(({ level }) => level === "error").length;
}

function failedRuns({ runs }: AllRecords): number {
  return runs.filter(({ verdict }) => verdict !== "passed").length;
}

/** googletest's, which is no damage. */
const forgottenComma = /\}( {4}\{\r?\n {6}"name": "NonTestSuiteFailure",)/;

function isFailedAssertion(object: Members): number {
  return Number(object["status"] === "failed" && !("assertionResults" in object));
}

function isFailedStep(step: unknown): boolean {
  const { status } = Object(Object(step).result) as Members;
  return typeof status === "string" && /^(?:failed|undefined|ambiguous|pending)$/.test(status);
}

/** rspec tells in words of files that do not load. */
function isErrorOutside(message: unknown): boolean {
  return typeof message === "string" && message.includes("An error occurred");
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function lengthOf(list: unknown, counts: (item: unknown) => boolean): number {
  return Array.isArray(list) ? list.filter(counts).length : 0;
}

/** Counts while the text is parsed; what is no JSON holds none that could be counted, and has to be an error. */
export function objectsOf(failures: (object: Members) => number): (text: string) => number {
  return (text) => {
    let count = 0;
    try {
      JSON.parse(text, (_, value: unknown) => {
        if (value !== null && typeof value === "object") count += failures({ ...value });
        return value;
      });
    } catch {
      return 0;
    }
    return count;
  };
}
