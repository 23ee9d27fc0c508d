import type { Attachment } from "@tollgate/model";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { RawProblem, ReadContext, ReadSession, Sink } from "../reader.ts";
import type { XmlAttributes, XmlHandler } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { type AttachmentRole, createAttachmentReader } from "./attachment-reader.ts";
import { type CaseFrame, openCase, toTest } from "./case-frame.ts";
import { createDoubts } from "./doubts.ts";
import { isSeen } from "./home.ts";
import { createNodeWatch, type NodeWatch } from "./node-test.ts";
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
import { WriterWatch } from "./writer-watch.ts";

/** What an open element is here. `part` is text of the result around it; what is `ignored` says nothing about results. */
type Role = "suite" | "case" | "result" | "part" | "ignored" | AttachmentRole;

/** Reads one report. A case is told when it closes; only open elements and the names of cases are kept. */
export function openSession({ sink }: ReadContext): ReadSession {
  return new JunitSession(sink);
}

/** A class for the reason for which the scanner is one: see there. */
class JunitSession implements ReadSession, XmlHandler {
  readonly #sink: Sink;
  readonly #document = documentFrame();
  readonly #roles: Role[] = [];
  readonly #suites: SuiteFrame[] = [this.#document];
  readonly #cases: CaseFrame[] = [];
  /** Open suites and cases from the outside in: a result is about the innermost one. */
  readonly #owners: (CaseFrame | SuiteFrame)[] = [this.#document];
  readonly #results: OpenResult[] = [];
  readonly #nodeWatch: NodeWatch;
  readonly #attachments = createAttachmentReader();
  readonly #titles = createTitleSplitter();
  readonly #scanner = createXmlScanner(this);
  readonly #doubts = createDoubts(() => this.#scanner.place());
  readonly #writer: WriterWatch;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#writer = new WriterWatch((producer) => sink.producer(producer));
    this.#nodeWatch = createNodeWatch((test) => sink.test(test));
  }

  write(chunk: Uint8Array): void {
    this.#scanner.write(chunk);
  }

  end(): void {
    this.#scanner.end();
    this.#closeSuite(this.#document, true);
    const isNode = this.#nodeWatch.end(this.#doubts);
    if (isNode && this.#writer.dialect.producer === undefined) this.#sink.producer("node:test");
    const { cases, failing } = this.#document.counts;
    if (cases === 0 && failing === 0 && !this.#doubts.has("noCases")) this.#sink.problem(noTests);
    this.#doubts.tell((problem) => this.#sink.problem(problem));
  }

  open(name: string, attributes: XmlAttributes): boolean {
    const role = this.#enter(name, attributes, this.#roles[this.#roles.length - 1]);
    this.#roles.push(role);
    if (isAttachmentRole(role)) return this.#attachments.open(role, attributes);
    return role === "result" || role === "part";
  }

  text(text: string): void {
    if (this.#attachments.isOpen()) this.#attachments.text(text);
    else this.#results.at(-1)?.text.add(text);
  }

  close(_name: string, complete: boolean): void {
    const role = this.#roles.pop()!;
    if (role === "case") this.#leaveCase(complete);
    else if (role === "result") this.#leaveResult();
    else if (role === "suite") this.#leaveSuite(complete);
    else if (isAttachmentRole(role)) this.#attach(this.#attachments.close(role));
  }

  comment(text: string): void {
    this.#nodeWatch.comment(text);
  }

  problem(problem: RawProblem): void {
    this.#sink.problem(problem);
  }

  /** Takes in a start tag. `around` is what the element stands in; `undefined` at the top. */
  #enter(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    const opening = openings.get(name);
    if (opening === "case") return this.#enterCase(name, attributes, around);
    if (opening === "result") return this.#enterResult(name, attributes, around);
    if (opening === "suite") return this.#enterSuite(name, attributes, around);
    if (name === "property" || name === "properties") this.#writer.property(name, attributes);
    return this.#enterOther(name, around);
  }

  #enterSuite(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "suite" && around !== undefined) this.#noteMisplaced(name);
    if (name === "testsuite") this.#writer.suite(attributes, this.#suites.length === 1);
    else if (this.#suites.length === 1) this.#writer.root(attributes);
    const outer = this.#suites[this.#suites.length - 1]!;
    const suite =
      name === "testsuites"
        ? openGroup(attributes, outer)
        : openSuite(attributes, outer, this.#writer.dialect);
    if (name === "testsuite") this.#nodeWatch.suite();
    if (isTooDeep(suite)) this.#doubts.note("deepPath", () => quote(suite.name));
    this.#suites.push(suite);
    this.#owners.push(suite);
    return "suite";
  }

  #enterCase(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "suite") this.#noteMisplaced(name);
    this.#writer.testCase(attributes);
    const frame = openCase(attributes, {
      suite: this.#suites[this.#suites.length - 1]!,
      dialect: this.#writer.dialect,
      doubts: this.#doubts,
      titles: this.#titles,
    });
    this.#cases.push(frame);
    this.#owners.push(frame);
    return "case";
  }

  #enterResult(name: string, attributes: XmlAttributes, around: Role | undefined): Role {
    if (around !== "case" && around !== "suite") this.#noteMisplaced(name);
    this.#results.push(openResult(name as ResultName, attributes, this.#owners.at(-1)!, this.#doubts)); // opened under these names only
    return "result";
  }

  #enterOther(name: string, around: Role | undefined): Role {
    if (around === "result" && name === "stackTrace") return "part";
    const role = this.#attachments.roleOf(name, around);
    if (role !== undefined) return role;
    if ((around !== "case" && around !== "suite" && around !== undefined) || harmless.has(name))
      return "ignored";
    if (around === "case") {
      const frame = this.#cases.at(-1)!;
      frame.unreadable ??= `The report has an element here that is not known: ${quote(name)}.`;
      this.#doubts.note("unknownChild", () => `${quote(name)} in ${quote(frame.written)}`);
    } else this.#doubts.note("unknownElement", () => quote(name));
    return "ignored";
  }

  /** To the try, the test or the suite in which they stand. */
  #attach(attachments: readonly Attachment[]): void {
    if (attachments.length === 0) return;
    const owner = this.#owners.at(-1)!;
    const result = this.#results.at(-1);
    if (result?.owner === owner) result.attachments.push(...attachments);
    else if (owner.kind === "case")
      owner.test.attachments = [...(owner.test.attachments ?? []), ...attachments];
    else for (const attachment of attachments) this.#sink.attachment(attachment);
  }

  #leaveCase(complete: boolean): void {
    const frame = this.#cases.pop()!;
    this.#owners.pop();
    if (!complete) frame.unreadable ??= "The report is cut or broken inside this test case.";
    const test = toTest(frame);
    countCase(this.#suites[this.#suites.length - 1]!.counts, test, frame.results);
    if (isSeen(frame.home, test.suite, test.name)) this.#doubts.note("sameName", () => quote(frame.written));
    this.#nodeWatch.tell(test, frame);
  }

  #leaveSuite(complete: boolean): void {
    const suite = this.#suites.pop()!;
    this.#owners.pop();
    this.#closeSuite(suite, complete);
    addCounts(this.#suites[this.#suites.length - 1]!.counts, suite.counts);
  }

  #closeSuite(suite: SuiteFrame, complete: boolean): void {
    const failure = suiteFailure(suite);
    if (failure !== undefined) {
      suite.counts.failing++;
      suite.counts.failureElements += failure.details.length;
      this.#sink.test(failure);
    }
    // A cut suite has lost cases, and that has been said.
    const doubt = complete ? doubtTotals(suite.declared, suite.counts, this.#writer.dialect) : undefined;
    if (doubt !== undefined) this.#doubts.note(doubt, () => inWords(suite));
  }

  #leaveResult(): void {
    const result = this.#results.pop()!;
    result.owner.results ??= [];
    result.owner.results.push(toResult(result));
  }

  #noteMisplaced(name: string): void {
    this.#doubts.note("misplaced", () => quote(name));
  }
}

function inWords({ name, declared, counts }: SuiteFrame): string {
  return `${quote(name)}, which declares ${declared.tests ?? "no number of"} tests and ${declared.failing ?? "no number of"} failures and holds ${counts.cases} and ${counts.failing}`;
}

function isAttachmentRole(role: Role): role is AttachmentRole {
  return role === "output" || role === "properties" || role === "property";
}

const harmless: ReadonlySet<string> = new Set(["properties", "property", "system-out", "system-err"]);

/** Elements by what is done when they open. */
const openings: ReadonlyMap<string, "suite" | "case" | "result"> = new Map([
  ["testsuites", "suite"],
  ["testsuite", "suite"],
  ["testcase", "case"],
  ...resultNames.map((name) => [name, "result"] as const),
]);
