import { isFailing, testIdentity } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { type Line, longLine, openLines } from "../input/lines.ts";
import { createCaseSink } from "../json/case-sink.ts";
import { testsDropped } from "../json/doubts.ts";
import { failedRun } from "../json/problems.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest, ReadContext, ReadSession } from "../reader.ts";
import { triedAgain } from "../tries/tried-again.ts";
import { cut, damaged, unknownMessage } from "./doubts.ts";
import { type Flow, isFlowMessage, openFlow } from "./flow.ts";
import { messagesIn, type ServiceMessage } from "./service-message.ts";

/** Reads the service messages of a log; all other text is the log. Keeps the open tests. */
export function openSession({ sink }: ReadContext): ReadSession {
  const cases = createCaseSink(sink);
  const flows = new Map<string, Flow>();
  const errors: string[] = [];
  /** With testRetrySupport: failed tests that may be tried again, by identity. */
  const failed = new Map<string, RawTest>();
  let mayRetry = false;
  let announced = 0;
  let endsInside = false;

  return openLines({ problem: (problem) => sink.problem(problem), line: readLine, end });

  function readLine(line: Line): void {
    if (line.isCut) cases.doubt(longLine, `line ${line.number}`);
    for (const message of messagesIn(line.text)) {
      if (message !== "damaged") readMessage(message);
      else if (line.isEnded) cases.doubt(damaged, `that in line ${line.number}`);
      else endsInside = true;
    }
    if (!line.isEnded && isBeginning(line.text)) endsInside = true;
  }

  function readMessage(message: ServiceMessage): void {
    const { name, values } = message;
    if (isFlowMessage(name)) flowOf(values.get("flowId") ?? "")[name](message);
    else if (name === "flowStarted") startFlow(message);
    else if (name === "testCount") announced += Number(/^\d{1,9}$/.exec(values.get("count") ?? "")?.[0] ?? 0);
    else if (name === "testRetrySupport") mayRetry = values.get("enabled") === "true";
    else readOther(message);
  }

  function readOther({ name, values }: ServiceMessage): void {
    const isFailure =
      name === "buildProblem" || (name === "buildStatus" && values.get("status") === "FAILURE");
    if (isFailure)
      errors.push(cutText(values.get("description") ?? values.get("text") ?? "The build failed."));
    else if (name.startsWith("test") && !silent.has(name)) cases.doubt(unknownMessage, quote(name));
  }

  function startFlow({ values }: ServiceMessage): void {
    const id = values.get("flowId") ?? "";
    const parent = values.get("parent");
    if (!flows.has(id)) flows.set(id, openFlow({ parent: flows.get(parent ?? ""), cases, give }));
  }

  /** mocha-teamcity-reporter tells hooks that failed in a flow that is named after the one of their suite: `7_hook`. */
  function flowOf(id: string): Flow {
    const flow =
      flows.get(id) ?? flows.get(id.replace(/_hook$/, "")) ?? openFlow({ parent: undefined, cases, give });
    flows.set(id, flow);
    return flow;
  }

  function give(test: RawTest): void {
    const identity = testIdentity({ ...test, package: "" });
    const before = failed.get(identity);
    failed.delete(identity);
    const told = before === undefined ? test : triedAgain(before, test);
    if (mayRetry && isFailing(told.status)) failed.set(identity, told);
    else cases.add(told);
  }

  function end(): void {
    for (const flow of new Set([...flows.values()].reverse())) flow.close();
    for (const test of failed.values()) cases.add(test);
    if (endsInside) cases.doubt(cut, "the end of the file");
    if (announced > cases.entries)
      cases.doubt(testsDropped, `"testCount", which is ${announced} where ${cases.entries} stand in the log`);
    if (errors.length > 0) sink.run({ source: "teamcity", verdict: "failed", errors });
    if (errors.length > 0 && cases.failing === 0) sink.problem(failedRun("The build", "failed", errors));
    if (cases.cases === 0) sink.problem(noTests);
    cases.close();
  }
}

/** True when a text ends inside the first characters of a message. */
function isBeginning(text: string): boolean {
  const opening = "##teamcity[";
  return Array.from(opening, (_, i) => opening.slice(0, i + 1)).some(
    (part, i) => i > 0 && text.endsWith(part),
  );
}

/** Messages that say nothing about the end of a test. */
const silent: ReadonlySet<string> = new Set(["testMetadata", "testStdErr", "testStdOut"]);
