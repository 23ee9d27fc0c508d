import type { KeptText } from "../junit/kept-text.ts";
import { quote } from "../problem-tally.ts";
import type { RawProblem, ReadContext, ReadSession, Sink } from "../reader.ts";
import type { XmlAttributes, XmlHandler } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { type Cases, createCases } from "./cases.ts";
import { misplacedResult, unknownElement } from "./doubts.ts";
import { ignored, type Part } from "./part.ts";

/** A format of test results in XML. */
export type XmlFormat = {
  /** Elements that are results of tests: they are looked for wherever they stand. */
  readonly results: ReadonlySet<string>;
  /** The document itself; its children are the root elements. It is closed when everything has been read. */
  document(cases: Cases, sink: Sink): Part;
};

/** Reads one report in one pass. Only open elements, and what their parts keep, are held. */
export function openReport(format: XmlFormat, { sink }: ReadContext): ReadSession {
  return new ReportSession(format, sink);
}

/** An open element. */
type Entry = {
  /** Of the innermost element that is known: what is not known is seen through. */
  readonly part: Part;
  readonly role: "known" | "ignored" | "unknown";
  readonly text: KeptText | undefined;
  /** The innermost part around that something unknown makes unbelievable. */
  readonly spoiled: Part;
  /** The innermost part around that takes in results that stand elsewhere. */
  readonly container: Part;
};

/** A class for the reason for which the scanner is one. */
class ReportSession implements ReadSession, XmlHandler {
  readonly #sink: Sink;
  readonly #results: ReadonlySet<string>;
  readonly #scanner = createXmlScanner(this);
  readonly #cases: Cases;
  readonly #open: Entry[];

  constructor(format: XmlFormat, sink: Sink) {
    this.#sink = sink;
    this.#results = format.results;
    this.#cases = createCases(sink, () => this.#scanner.place());
    const part = format.document(this.#cases, sink);
    this.#open = [{ part, role: "known", text: undefined, spoiled: part, container: part }];
  }

  write(chunk: Uint8Array): void {
    this.#scanner.write(chunk);
  }

  end(): void {
    this.#scanner.end();
    this.#open[0]!.part.close?.(true);
    this.#cases.end();
  }

  open(name: string, attributes: XmlAttributes): boolean {
    const entry = this.#enter(name, attributes, this.#open.at(-1)!);
    this.#open.push(entry);
    return entry.text !== undefined;
  }

  text(text: string): void {
    this.#open.at(-1)!.text?.add(text);
  }

  close(_name: string, complete: boolean): void {
    const { part, role } = this.#open.pop()!;
    if (role === "known") part.close?.(complete);
  }

  problem(problem: RawProblem): void {
    this.#sink.problem(problem);
  }

  #enter(name: string, attributes: XmlAttributes, around: Entry): Entry {
    const passedOver: Entry = { ...around, role: "ignored", text: undefined };
    let part = around.role === "ignored" ? undefined : around.part.child?.(name, attributes);
    if ((part === undefined || part === ignored) && this.#results.has(name)) {
      this.#cases.note(misplacedResult, () => quote(name));
      around.spoiled.spoil?.(`The report has a result inside this test: ${quote(name)}.`);
      part = around.container.child?.(name, attributes);
    }
    if (part === ignored || (part === undefined && around.role === "ignored")) return passedOver;
    if (part === undefined) {
      this.#cases.note(unknownElement, () => quote(name));
      around.spoiled.spoil?.(`The report has an element here that is not known: ${quote(name)}.`);
      return { ...passedOver, role: "unknown" };
    }
    return {
      part,
      role: "known",
      text: part.text,
      spoiled: part.spoil === undefined ? around.spoiled : part,
      container: part.isContainer === true ? part : around.container,
    };
  }
}
