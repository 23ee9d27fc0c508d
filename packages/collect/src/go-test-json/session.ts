import { createCaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { openJsonLines } from "../json/json-lines.ts";
import type { Members } from "../json/members.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { badEvent, failureInText, otherText, packageNotEnded, unknownAction } from "./doubts.ts";
import { type GoEvent, parseEvent } from "./event.ts";
import { createKeptOutput, type KeptOutput } from "./kept-output.ts";
import { createPackageRun, type PackageRun } from "./package-run.ts";

/** Reads the events of all packages, which may interleave. Keeps the open tests, and those that failed. */
export function openSession({ sink }: ReadContext): ReadSession {
  const cases = createCaseSink(sink);
  const packages = new Map<string, PackageRun>();
  /** What the compiler said, by what it was to build. */
  const builds = new Map<string, KeptOutput>();
  /** Builds that failed and that no package has told of yet. */
  const brokenBuilds = new Set<string>();
  let compilerText: KeptOutput | undefined;
  let startedAt: number | undefined;

  return openJsonLines({ sink, mark: /"Action":/, record, text, end });

  function record(members: Members, line: number): void {
    const event = parseEvent(members);
    compilerText = undefined;
    if (event === "damaged") cases.doubt(badEvent, `line ${line}`);
    else if (event === "foreign") cases.doubt(otherText, `line ${line}`);
    else {
      startedAt ??= timeOf(event);
      readEvent(event);
    }
  }

  function readEvent(event: GoEvent): void {
    const { action, test } = event;
    if (action === "build-output") outputOf(event.build ?? "").add(event.output);
    else if (action === "build-fail") brokenBuilds.add(event.build ?? "");
    else if (!actions.has(action)) cases.doubt(unknownAction, quote(action));
    else if (test !== undefined) packageOf(event.packageName).test({ ...event, test });
    else readPackageEvent(event, packageOf(event.packageName));
  }

  function readPackageEvent({ action, output, build }: GoEvent, told: PackageRun): void {
    if (action === "output") told.output(output);
    if (action !== "pass" && action !== "fail" && action !== "skip") return;
    if (build !== undefined) brokenBuilds.delete(build);
    told.end(action === "fail", build === undefined ? undefined : builds.get(build));
  }

  /** Before Go 1.24 the compiler's words and the package that it could not build are no events. */
  function text(line: string, number: number): void {
    const built = /^# (\S+)/.exec(line)?.[1];
    const broken = /^FAIL\t(\S+) \[[a-z ]+ failed\]$/.exec(line)?.[1];
    if (built !== undefined) compilerText = outputOf(built);
    else if (broken !== undefined) packageOf(broken).end(true, builds.get(broken));
    else if (/^(?:\s*--- FAIL: |FAIL\t|panic: )/.test(line)) cases.doubt(failureInText, `line ${number}`);
    else if (compilerText !== undefined) compilerText.add(`${line}\n`);
    else cases.doubt(otherText, `line ${number}`);
  }

  function end(): void {
    for (const build of brokenBuilds) addBrokenBuild(build);
    let isOpen = false;
    let isFailed = brokenBuilds.size > 0;
    const settled = [...packages.values()].map((told) => told.settle());
    const areRetries = !settled.includes(false);
    for (const [name, told] of packages) {
      if (told.isOpen) cases.doubt(packageNotEnded, quote(name));
      isOpen ||= told.isOpen;
      isFailed ||= told.isFailed;
      told.close(areRetries);
    }
    const verdict = isFailed || cases.failing > 0 ? "failed" : isOpen ? "interrupted" : "passed";
    if (packages.size > 0 || brokenBuilds.size > 0)
      sink.run({ source: "go", verdict, ...(startedAt === undefined ? {} : { startedAt }), errors: [] });
    if (cases.cases === 0) sink.problem(noTests);
    cases.close();
  }

  function addBrokenBuild(build: string): void {
    const message = "The build failed.";
    const detail = builds.get(build)?.detail("error") ?? { kind: "error", message };
    cases.add({ suite: [], name: cleanName(build), status: "errored", details: [detail], entries: 0 });
  }

  function packageOf(name: string): PackageRun {
    const told = packages.get(name) ?? createPackageRun(name, cases);
    packages.set(name, told);
    return told;
  }

  function outputOf(build: string): KeptOutput {
    const output = builds.get(build) ?? createKeptOutput();
    builds.set(build, output);
    return output;
  }
}

const actions: ReadonlySet<string> = new Set([
  "start",
  "run",
  "pause",
  "cont",
  "output",
  "pass",
  "fail",
  "skip",
  "bench",
  "attr",
  "artifacts",
]);

function timeOf({ time }: GoEvent): number | undefined {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return at >= 0 ? at : undefined;
}
