import { quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { type CaseFrame, openCase, toTest } from "./case-frame.ts";
import { type Dialect, dialectOfRoot, dialectOfSuite, unknownDialect } from "./dialect.ts";
import { createDoubts, noTests } from "./doubts.ts";
import { createNodeWatch } from "./node-test.ts";
import { type OpenResult, openResult, toResult } from "./open-result.ts";
import { type ResultName, resultNames } from "./outcome.ts";
import { createTitleSplitter } from "./split-titles.ts";
import {
  documentFrame,
  isTooDeep,
  openGroup,
  openSuite,
  type SuiteFrame,
  suiteFailure,
} from "./suite-frame.ts";
import { addCounts, countCase, doubtTotals } from "./totals.ts";

/** What an open element is here. `part` is text of the result around it; what is `ignored` says nothing about results. */
type Role = "suite" | "case" | "result" | "part" | "ignored";

/** Takes in a start tag. `around` is what the element stands in; `undefined` at the top. */
type Opener = (name: string, attributes: XmlAttributes, around: Role | undefined) => Role;

/** Reads one report. A case is told when it closes; only open elements and the names of cases are kept. */
export function openSession({ sink }: ReadContext): ReadSession {
  const document = documentFrame();
  const roles: Role[] = [];
  const suites: SuiteFrame[] = [document];
  const cases: CaseFrame[] = [];
  /** Open suites and cases from the outside in: a result is about the innermost one. */
  const owners: (CaseFrame | SuiteFrame)[] = [document];
  const results: OpenResult[] = [];
  const nodeWatch = createNodeWatch((test) => sink.test(test));
  const openers: ReadonlyMap<string, Opener> = new Map<string, Opener>([
    ["testsuites", enterSuite],
    ["testsuite", enterSuite],
    ["testcase", enterCase],
    ...resultNames.map((name): [string, Opener] => [name, enterResult]),
  ]);
  const closers: Readonly<Record<Role, (complete: boolean) => void>> = {
    suite: leaveSuite,
    case: leaveCase,
    result: leaveResult,
    part: () => {},
    ignored: () => {},
  };
  const scanner = createXmlScanner({
    open(name, attributes) {
      const opener = openers.get(name) ?? enterOther;
      const role = opener(name, attributes, roles[roles.length - 1]);
      roles.push(role);
      return role === "result" || role === "part";
    },
    close: (_name, complete) => closers[roles.pop()!](complete),
    text: (text) => results.at(-1)?.text.add(text),
    comment: (text) => nodeWatch.comment(text),
    problem: (problem) => sink.problem(problem),
  });
  const titles = createTitleSplitter();
  const doubts = createDoubts(() => scanner.place());
  let dialect: Dialect = unknownDialect;

  return {
    write: (chunk) => scanner.write(chunk),
    end() {
      scanner.end();
      closeSuite(document, true);
      const isNode = nodeWatch.end(doubts);
      if (isNode && dialect.producer === undefined) sink.producer("node:test");
      if (document.counts.cases === 0 && document.counts.failing === 0 && !doubts.has("noCases"))
        sink.problem(noTests);
      doubts.tell((problem) => sink.problem(problem));
    },
  };

  function enterSuite(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "suite" && around !== undefined) noteMisplaced(name);
    const { producer } = dialect;
    dialect =
      name === "testsuites" && suites.length === 1
        ? dialectOfRoot(attributes)
        : dialectOfSuite(attributes, dialect);
    if (dialect.producer !== undefined && dialect.producer !== producer) sink.producer(dialect.producer);
    const outer = suites[suites.length - 1]!;
    const suite =
      name === "testsuites" ? openGroup(attributes, outer) : openSuite(attributes, outer, dialect);
    if (name === "testsuite") nodeWatch.suite();
    if (isTooDeep(suite)) doubts.note("deepPath", () => quote(suite.name));
    suites.push(suite);
    owners.push(suite);
    return "suite";
  }

  function enterCase(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "suite") noteMisplaced(name);
    const frame = openCase(attributes, { suite: suites[suites.length - 1]!, dialect, doubts, titles });
    cases.push(frame);
    owners.push(frame);
    return "case";
  }

  function enterResult(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "case" && around !== "suite") noteMisplaced(name);
    results.push(openResult(name as ResultName, attributes, owners.at(-1)!, doubts)); // opened under these names only
    return "result";
  }

  function enterOther(name: string, _attributes: XmlAttributes, around: Role | undefined): Role {
    if (around === "result" && name === "stackTrace") return "part";
    if (around === "result" || around === "part" || around === "ignored" || harmless.has(name))
      return "ignored";
    if (around === "case") {
      const frame = cases.at(-1)!;
      frame.unreadable ??= `The report has an element here that is not known: ${quote(name)}.`;
      doubts.note("unknownChild", () => `${quote(name)} in ${quote(frame.written)}`);
    } else doubts.note("unknownElement", () => quote(name));
    return "ignored";
  }

  function leaveCase(complete: boolean): void {
    const frame = cases.pop()!;
    owners.pop();
    if (!complete) frame.unreadable ??= "The report is cut or broken inside this test case.";
    const test = toTest(frame);
    countCase(suites[suites.length - 1]!.counts, test, frame.results);
    const { names } = frame.home;
    const known = names.size;
    if (names.add(frame.written).size === known) doubts.note("sameName", () => quote(frame.written));
    nodeWatch.tell(test, frame);
  }

  function leaveSuite(complete: boolean): void {
    const suite = suites.pop()!;
    owners.pop();
    closeSuite(suite, complete);
    addCounts(suites[suites.length - 1]!.counts, suite.counts);
  }

  function closeSuite(suite: SuiteFrame, complete: boolean): void {
    const failure = suiteFailure(suite);
    if (failure !== undefined) {
      suite.counts.failing++;
      suite.counts.failureElements += failure.details.length;
      sink.test(failure);
    }
    // A cut suite has lost cases, and that has been said.
    const doubt = complete ? doubtTotals(suite.declared, suite.counts) : undefined;
    if (doubt !== undefined) doubts.note(doubt, () => inWords(suite));
  }

  function leaveResult(): void {
    const result = results.pop()!;
    result.owner.results ??= [];
    result.owner.results.push(toResult(result));
  }

  function noteMisplaced(name: string): void {
    doubts.note("misplaced", () => quote(name));
  }
}

function inWords({ name, declared, counts }: SuiteFrame): string {
  return `${quote(name)}, which declares ${declared.tests ?? "no number of"} tests and ${declared.failing ?? "no number of"} failures and holds ${counts.cases} and ${counts.failing}`;
}

const harmless: ReadonlySet<string> = new Set(["properties", "property", "system-out", "system-err"]);
