import { openLines } from "../input/lines.ts";
import { type CaseSink, createCaseSink } from "../json/case-sink.ts";
import { checkTotal } from "../json/check-total.ts";
import { moreFailures, testsDropped } from "../json/doubts.ts";
import { isMembers, type Members, ownInteger, ownText } from "../json/members.ts";
import { isHookTitle, readEntry } from "../json/mocha-shape/read-entry.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest, ReadSession, Sink } from "../reader.ts";
import { damagedEvent, noEnd, otherText, pendingNotTold, unknownEvent } from "./doubts.ts";

/** Reads mocha's events, one a line: `["pass", {…}]`. Memory is bounded by one line. */
export function openStream(sink: Sink): ReadSession {
  const cases = createCaseSink(sink);
  sink.producer("mocha");
  /** What the run that is open has told; `undefined` before a start and behind an end. */
  let run: Run | undefined;
  let unended = 0;

  return openLines({
    problem: (problem) => sink.problem(problem),
    line: ({ text, number }) => readLine(text, `line ${number}`),
    end() {
      if (run !== undefined) unended++;
      if (unended > 0) {
        sink.run({ source: "mocha", verdict: "interrupted", errors: [] });
        sink.problem(noEnd);
      } else if (cases.cases === 0) sink.problem(noTests);
      cases.close();
    },
  });

  function readLine(text: string, where: string): void {
    const at = text.search(beginOfEvent);
    const event = at < 0 ? undefined : parse(text.slice(at));
    if (event !== undefined) readEvent(event, where);
    else if (at >= 0 || onlyInEvents.test(text)) cases.doubt(damagedEvent, `${quote(text)} in ${where}`);
    else if (text.trim() !== "") cases.doubt(otherText, quote(text));
  }

  function readEvent({ name, told }: Event, where: string): void {
    switch (name) {
      case "start":
        if (run !== undefined) unended++;
        run = { passed: 0, failed: 0 };
        return;
      case "pass":
        run = { passed: (run?.passed ?? 0) + 1, failed: run?.failed ?? 0 };
        cases.add({ ...readEntry(told, cases, true), status: "passed", details: [] });
        return;
      case "fail":
        run = { passed: run?.passed ?? 0, failed: (run?.failed ?? 0) + 1 };
        cases.add(failedTest(told, cases));
        return;
      case "end":
        compareTotals(told, run ?? { passed: 0, failed: 0 }, cases);
        run = undefined;
        return;
      default:
        cases.doubt(unknownEvent, `${quote(name)} in ${where}`);
    }
  }
}

type Run = { readonly passed: number; readonly failed: number };
type Event = { readonly name: string; readonly told: Members };

const beginOfEvent = /\[\s*"[^"\\]{1,40}"\s*,\s*\{/;
const onlyInEvents = /"(?:fullTitle|currentRetry|passes)"\s*:/;

function parse(text: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [name, told] = value as readonly unknown[];
    return typeof name === "string" && isMembers(told) ? { name, told } : undefined;
  } catch {
    return undefined;
  }
}

function failedTest(told: Members, cases: CaseSink): RawTest {
  const entry = readEntry(told, cases, true);
  const isHook = isHookTitle(entry.name);
  const thrown = { message: ownText(told, "err"), stack: ownText(told, "stack") };
  return {
    ...entry,
    status: isHook ? "errored" : "failed",
    details: [thrownDetail(isHook ? "error" : "failure", thrown)],
  };
}

function compareTotals(end: Members, { passed, failed }: Run, cases: CaseSink): void {
  checkTotal(end, { name: "passes", shown: passed, more: testsDropped }, cases);
  checkTotal(end, { name: "failures", shown: failed, more: moreFailures }, cases);
  const pending = ownInteger(end, "pending", 1);
  if (pending !== undefined) cases.doubt(pendingNotTold, `"pending", which is ${pending}`);
}
