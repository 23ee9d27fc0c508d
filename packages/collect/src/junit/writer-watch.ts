import type { XmlAttributes } from "../xml/handler.ts";
import { dialectOfRoot, dialectOfSuite, unknownDialect } from "./dialect.ts";
import { type Dialect, writerByCase, writerByProperty } from "./known-writers.ts";

/** Finds out which tool wrote a report, from its suites, the first properties, and the first test case. */
export class WriterWatch {
  dialect: Dialect = unknownDialect;
  readonly #tell: (producer: string) => void;
  #isOpen = true;
  #suiteHasId = false;
  #mayBeGradle = false;
  #properties: "none" | "empty" | "some" = "none";

  constructor(tell: (producer: string) => void) {
    this.#tell = tell;
  }

  /** A `testsuites` that stands in nothing else. */
  root(attributes: XmlAttributes): void {
    this.#learn(dialectOfRoot(attributes));
  }

  suite(attributes: XmlAttributes, isOutermost: boolean): void {
    this.#learn(dialectOfSuite(attributes, this.dialect, isOutermost ? "outermost" : "inside"));
    if (!this.#isOpen) return;
    this.#suiteHasId = attributes.get("id") !== undefined;
    this.#mayBeGradle = isOutermost && attributes.count === 8 && attributes.get("hostname") !== undefined;
    this.#properties = "none";
  }

  /** `properties`, or one `property`. */
  property(name: string, attributes: XmlAttributes): void {
    if (!this.#isOpen || this.dialect.producer !== undefined) return;
    this.#properties = name === "properties" ? "empty" : "some";
    if (name === "property") this.#learn(writerByProperty(attributes, this.#suiteHasId) ?? this.dialect);
  }

  /** Only the first one tells something. */
  testCase(attributes: XmlAttributes): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.dialect.producer !== undefined) return;
    // Gradle has no properties, and writes their element all the same.
    if (this.#mayBeGradle && this.#properties === "empty") this.#learn({ producer: "Gradle" });
    else this.#learn(writerByCase(attributes) ?? this.dialect);
  }

  #learn(dialect: Dialect): void {
    const isNew = dialect.producer !== undefined && dialect.producer !== this.dialect.producer;
    this.dialect = dialect;
    if (isNew) this.#tell(dialect.producer!);
  }
}
