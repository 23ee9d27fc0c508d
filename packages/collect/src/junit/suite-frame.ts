import { withAttachments } from "../json/attachments.ts";
import type { RawTest } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { fileOfSuite } from "./dialect.ts";
import { createRootPlace, deepestPath, type Home, placeOfSuite, type SuitePlace } from "./home.ts";
import type { Dialect } from "./known-writers.ts";
import { isFailure, type Result } from "./outcome.ts";
import { type Counts, type Declared, declaredTotals } from "./totals.ts";

/** An open `testsuite` or `testsuites`, or the document itself. */
export type SuiteFrame = {
  readonly kind: "suite";
  readonly name: string;
  /** Where its cases live. */
  readonly place: SuitePlace;
  /** Where the suite itself lives. */
  readonly parent: SuitePlace;
  readonly declared: Declared;
  readonly counts: Counts;
  /** What it tells about itself, outside any case. */
  results: Result[] | undefined;
  /** The home of the last case, and by what it was found: cases of one class follow each other. */
  lastClassname: string | undefined;
  lastFile: string | undefined;
  lastHome: Home | undefined;
};

export function documentFrame(): SuiteFrame {
  const place = createRootPlace();
  return frame("testsuites", place, place, { tests: undefined, failing: undefined, skipped: 0 });
}

/** `testsuites` adds nothing to the path of its tests: its name is the run's. */
export function openGroup(attributes: XmlAttributes, around: SuiteFrame): SuiteFrame {
  const name = attributes.keep("name") || "testsuites";
  return frame(name, around.place, around.place, declaredTotals(attributes));
}

export function openSuite(attributes: XmlAttributes, around: SuiteFrame, dialect: Dialect): SuiteFrame {
  const name = attributes.keep("name") ?? "";
  const told = attributes.keep("file") ?? attributes.keep("filepath");
  // A suite that is called by its file is the file.
  const ownFile = fileOfSuite(name, dialect) ?? (told === name && name !== "" ? name : undefined);
  const file = ownFile ?? told;
  const environment = dialect.hostIsProject ? attributes.keep("hostname") : undefined;
  const place = placeOfSuite(around.place, {
    name: ownFile === undefined && !isNoName(name, dialect) ? name : undefined,
    file: file || undefined,
    environment: environment || undefined,
  });
  return frame(name || "testsuite", place, around.place, declaredTotals(attributes));
}

/** True when the name is left out of the path because the suite lies too deep. */
export function isTooDeep({ parent }: SuiteFrame): boolean {
  return parent.depth >= deepestPath;
}

/** The case that stands for what failed in a suite outside its cases; it is no entry of the report. */
export function suiteFailure({ name, parent, place, results }: SuiteFrame): RawTest | undefined {
  const failures = (results ?? []).filter((result) => isFailure(result.name));
  if (failures.length === 0) return undefined;
  const { file, environment } = place;
  return {
    suite: parent.path,
    name,
    status: failures.some(({ detail }) => detail.kind === "error") ? "errored" : "failed",
    details: failures.map(({ detail }) => detail),
    ...withAttachments(failures.flatMap(({ attachments = [] }) => attachments)),
    entries: 0,
    ...(file === undefined ? {} : { file }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function frame(name: string, place: SuitePlace, parent: SuitePlace, declared: Declared): SuiteFrame {
  return {
    kind: "suite",
    name,
    place,
    parent,
    declared,
    counts: { cases: 0, skipped: 0, failing: 0, failureElements: 0 },
    results: undefined,
    lastClassname: undefined,
    lastFile: undefined,
    lastHome: undefined,
  };
}

/** jest-junit writes the title of the describe block that is not there. */
function isNoName(name: string, { producer }: Dialect): boolean {
  return name === "" || (name === "undefined" && producer === "jest-junit");
}
