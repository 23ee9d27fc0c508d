import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { type Doubt, quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import { badDuration, emptySuite, noName, notBegun, notEnded, openSuite } from "./doubts.ts";
import { caseOf, failureOf, type OpenTest, openTest, skipOf } from "./open-test.ts";
import type { ServiceMessage } from "./service-message.ts";

/** Messages with one flowId: what runs one after the other. */
export interface Flow {
  testSuiteStarted(message: ServiceMessage): void;
  testSuiteFinished(message: ServiceMessage): void;
  testStarted(message: ServiceMessage): void;
  testFailed(message: ServiceMessage): void;
  testIgnored(message: ServiceMessage): void;
  testFinished(message: ServiceMessage): void;
  /** The input ends. */
  close(): void;
  /** Suites that are open, from the outside in. */
  readonly path: readonly string[];
  /** Something in another flow belongs to the suite that is open here. */
  touch(): void;
}

/** Names of the messages that a flow reads itself. */
export function isFlowMessage(name: string): name is (typeof flowMessages)[number] {
  return flowMessages.some((known) => known === name);
}

const flowMessages = [
  "testSuiteStarted",
  "testSuiteFinished",
  "testStarted",
  "testFailed",
  "testIgnored",
  "testFinished",
] as const;

export type FlowOptions = {
  /** Where the flow branched off. */
  readonly parent: Flow | undefined;
  readonly cases: Pick<CaseSink, "doubt">;
  give(test: RawTest): void;
};

/** Suites nested deeper add nothing to the path of a test. */
const deepestPath = 100;

export function openFlow({ parent, cases, give }: FlowOptions): Flow {
  const outer = parent?.path ?? [];
  const suites: { readonly name: string; hasChild: boolean }[] = [];
  const open = new Map<string, OpenTest>();
  /** Those of them whose first message said how they ended: they have no end of their own to wait for. */
  const implied = new Set<OpenTest>();

  return {
    testSuiteStarted(message) {
      touch();
      suites.push({ name: cleanName(message.values.get("name") ?? ""), hasChild: false });
    },
    testSuiteFinished(message) {
      const name = cleanName(message.values.get("name") ?? "");
      settleAll();
      // The end may be spelled otherwise: vitest-teamcity-reporter begins with a name and ends with a path.
      const at = suites.findLastIndex((suite) => suite.name === name);
      if (at < 0) closeSuite();
      else while (suites.length > at) closeSuite();
    },
    testStarted(message) {
      const name = nameOf(message);
      for (const test of implied) settle(test, undefined);
      const before = open.get(name);
      if (before !== undefined) settle(before, undefined);
      begin(name, message, true);
    },
    testFailed(message) {
      const name = nameOf(message);
      (open.get(name) ?? begin(name, message, false)).failures.push(failureOf(message));
    },
    testIgnored(message) {
      const name = nameOf(message);
      (open.get(name) ?? begin(name, message, false)).skip = skipOf(message);
    },
    testFinished(message) {
      const name = nameOf(message);
      const test = open.get(name);
      if (test === undefined) cases.doubt(notBegun, quote(name));
      else settle(test, message);
    },
    close() {
      settleAll();
      if (suites.length > 0) doubtOf(openSuite, suites.at(-1)!.name);
    },
    get path() {
      return pathNow();
    },
    touch,
  };

  function touch(): void {
    const suite = suites.at(-1);
    if (suite === undefined) parent?.touch();
    else suite.hasChild = true;
  }

  function pathNow(): readonly string[] {
    const names = suites.map(({ name }) => name).filter((name) => name !== "");
    return [...outer, ...names].slice(0, deepestPath);
  }

  function closeSuite(): void {
    const suite = suites.pop();
    if (suite !== undefined && !suite.hasChild) doubtOf(emptySuite, suite.name);
  }

  function nameOf(message: ServiceMessage): string {
    const name = message.values.get("name") ?? "";
    if (name === "") doubtOf(noName, message.name);
    return name;
  }

  function begin(name: string, message: ServiceMessage, hasBegun: boolean): OpenTest {
    touch();
    const test = openTest(message, pathNow(), hasBegun);
    open.set(name, test);
    if (!hasBegun) implied.add(test);
    return test;
  }

  function settleAll(): void {
    for (const test of open.values()) settle(test, undefined);
  }

  /** `end` is the message that ends the test; `undefined` when none came. */
  function settle(test: OpenTest, end: ServiceMessage | undefined): void {
    open.delete(test.name);
    implied.delete(test);
    const duration = end?.values.get("duration");
    const isMissing =
      end === undefined && test.hasBegun && test.failures.length === 0 && test.skip === undefined;
    if (isMissing) doubtOf(notEnded, test.name);
    give({
      ...caseOf(test, { isDone: end !== undefined, notRun: duration === "null" }),
      ...durationOf(duration, test.name),
    });
  }

  function durationOf(told: string | undefined, name: string): { readonly durationUs?: number } {
    if (told === undefined || told === "" || told === "null") return {};
    const durationUs = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(told)
      ? Math.round(Number(told) * 1_000)
      : Number.NaN;
    if (Number.isSafeInteger(durationUs)) return { durationUs };
    doubtOf(badDuration, `${told} of ${name}`);
    return {};
  }

  function doubtOf(doubt: Doubt, example: string): void {
    cases.doubt(doubt, quote(example));
  }
}
