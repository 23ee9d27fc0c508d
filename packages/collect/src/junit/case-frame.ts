import { withAttachments } from "../json/attachments.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Doubts } from "./doubts.ts";
import { parseDuration } from "./duration.ts";
import { type Home, homeOf } from "./home.ts";
import type { Dialect } from "./known-writers.ts";
import { outcomeOf, type Result } from "./outcome.ts";
import type { TestTitle, TitleSplitter } from "./split-titles.ts";
import type { SuiteFrame } from "./suite-frame.ts";
import { type Told, toldStatus } from "./told-status.ts";

/** An open `testcase`. */
export type CaseFrame = {
  readonly kind: "case";
  readonly home: Home;
  /** The name as written; the test's may be a part of it. */
  readonly written: string;
  /** The test as it is when nothing more is said about it: passed. */
  readonly test: Draft;
  readonly told: Told | undefined;
  /** Absent until there is one: nearly all cases have none. */
  results: Result[] | undefined;
  unreadable: string | undefined;
};

/** What a case is read in. */
export type CaseContext = {
  readonly suite: SuiteFrame;
  readonly dialect: Dialect;
  readonly doubts: Doubts;
  readonly titles: TitleSplitter;
};

export function openCase(attributes: XmlAttributes, context: CaseContext): CaseFrame {
  const { suite: around, dialect, titles } = context;
  const name = attributes.keep("name");
  const classname = attributes.keep("classname");
  const seconds = attributes.decimal("time");
  // Most writers give these three and nothing else: then there is nothing more to look for.
  const isPlain =
    attributes.count === 3 && name !== undefined && classname !== undefined && seconds !== undefined;
  const { file, line, told } = isPlain ? nothing : readExtras(attributes, context);
  const written = name ?? classname ?? "";
  const home = findHome(around, classname, written, file);
  const test = passedTest(
    titles.split(written, home, dialect),
    home,
    toMicroseconds(seconds, attributes, context.doubts),
  );
  if (line !== undefined) test.line = line;
  return { kind: "case", home, written, test, told, results: undefined, unreadable: undefined };
}

/** Written out for the two usual cases: adding members one by one, or spreading, costs more than all else here. */
function passedTest(
  { suite, name }: TestTitle,
  { file, environment }: Home,
  durationUs: number | undefined,
): Draft {
  if (file === undefined && durationUs !== undefined)
    return { suite, name, status: "passed", durationUs, details: none };
  if (file !== undefined && durationUs !== undefined && environment === undefined)
    return { package: undefined, suite, name, status: "passed", details: none, file, durationUs };
  return {
    ...(file === undefined ? {} : { file }),
    ...(environment === undefined ? {} : { environment }),
    suite,
    name,
    status: "passed",
    ...(durationUs === undefined ? {} : { durationUs }),
    details: none,
  };
}

const none: readonly never[] = [];

/** The test of a closed case. */
export function toTest({ test, told, results, unreadable }: CaseFrame): RawTest {
  if (results === undefined && told === undefined && unreadable === undefined) return test;
  const { durationUs: given, ...identity } = test;
  const outcome = outcomeOf({ results: results ?? none, told, unreadable, durationUs: given });
  const attachments = [...(test.attachments ?? none), ...(outcome.attachments ?? none)];
  return { ...identity, ...outcome, ...withAttachments(attachments) };
}

type Draft = { -readonly [Member in keyof RawTest]: RawTest[Member] };

/** The time of a try in microseconds; what is no time is noted and left out. */
export function durationOf(attributes: XmlAttributes, doubts: Doubts): number | undefined {
  return toMicroseconds(attributes.decimal("time"), attributes, doubts);
}

function toMicroseconds(
  seconds: number | undefined,
  attributes: XmlAttributes,
  doubts: Doubts,
): number | undefined {
  if (seconds === undefined) return undefined;
  if (seconds <= mostSeconds) return Math.round(seconds * 1_000_000);
  const { us, doubt } = parseDuration(attributes.get("time")!);
  if (doubt !== undefined) doubts.note(`${doubt}Duration`, () => quote(attributes.get("time")!));
  return us;
}

/** In microseconds it is still a safe integer. */
const mostSeconds = 9_000_000_000;

/** What few writers say about a case. */
type Extras = {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly told: Told | undefined;
};

const nothing: Extras = { file: undefined, line: undefined, told: undefined };

function readExtras(attributes: XmlAttributes, { suite, dialect, doubts }: CaseContext): Extras {
  const name = attributes.get("name");
  if (name === undefined) doubts.note("missingName", () => `in ${quote(suite.name)}`);
  const told = toldStatus(attributes);
  if (told?.status === "unknown") doubts.note("unknownStatus", () => `${told.as} of ${quote(name ?? "")}`);
  const file = attributes.keep("file") ?? attributes.keep("filepath");
  return { file, line: lineOf(attributes, dialect), told };
}

function findHome(
  suite: SuiteFrame,
  classname: string | undefined,
  name: string,
  file: string | undefined,
): Home {
  const placing = classname === undefined || saysNothing(classname, name) ? undefined : classname;
  if (suite.lastHome === undefined || file !== suite.lastFile || placing !== suite.lastClassname) {
    suite.lastFile = file;
    suite.lastClassname = placing;
    suite.lastHome = homeOf(suite.place, placing, file || undefined);
  }
  return suite.lastHome;
}

/** Some writers repeat the title, or a part of it; node:test calls every top-level case a `test`. */
function saysNothing(classname: string, name: string): boolean {
  return classname === "" || classname === "test" || name.endsWith(classname);
}

function lineOf(attributes: XmlAttributes, { linesFromZero }: Dialect): number | undefined {
  const written = attributes.integer("line") ?? attributes.integer("lineno");
  if (written === undefined || Number.isNaN(written)) return undefined;
  const line = linesFromZero ? written + 1 : written;
  return line >= 1 ? line : undefined;
}
