import { isFailing } from "@tollgate/model";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import { triedAgain } from "../tries/tried-again.ts";
import { negativeTime, notBegun, notEnded, severalExecutions } from "./doubts.ts";
import type { GoEvent } from "./event.ts";
import { createKeptOutput, type KeptOutput } from "./kept-output.ts";
import { type Execution, openRootRun, type RootRun, settle, type TestRun, testIn } from "./root-run.ts";

/**
 * One package over all its runs. gotestsum's `--rerun-fails` appends runs of what had failed: those are tries. Cases
 * whose test function failed, and further runs, are kept back for that until the end; all others are given on at once.
 */
export interface PackageRun {
  /** An event of a test: anything but output of the package. */
  test(event: GoEvent & { readonly test: string }): void;
  output(text: string): void;
  /** The package has its result. */
  end(isFailed: boolean, why: KeptOutput | undefined): void;
  /** The input ends. True when no run after the first one holds more than what had failed in it. */
  settle(): boolean;
  /** Gives on what was kept. `areRetries`: further runs are tries of the first one, and not runs of their own. */
  close(areRetries: boolean): void;
  readonly isOpen: boolean;
  /** Its newest run failed. */
  readonly isFailed: boolean;
}

export function createPackageRun(name: string, cases: CaseSink): PackageRun {
  const open = new Map<string, RootRun>();
  /** Executions that failed, by test function. */
  const failed = new Map<string, Execution[]>();
  /** What each run after the first one brought. */
  const furtherRuns: Execution[][] = [];
  let isOpen = true;
  let isFailed = false;
  let failing = 0;
  let printed = createKeptOutput();

  return {
    test(event) {
      isOpen = true;
      const [root = ""] = event.test.split("/", 1);
      if (event.action === "run" && event.test === root && open.has(root)) settleRoot(root);
      const run = open.get(root) ?? openRootRun(root);
      open.set(root, run);
      const isEnd =
        event.action === "pass" ||
        event.action === "fail" ||
        event.action === "skip" ||
        event.action === "bench";
      const known = run.newest.get(event.test);
      if (isEnd && (known === undefined || known.end !== undefined)) cases.doubt(notBegun, quote(event.test));
      const test = testIn(run, event.test, event.action === "run" || (isEnd && known?.end !== undefined));
      if (isEnd) endTest(test, event);
      else if (event.action === "output") test.output.add(event.output);
      if (isEnd && event.test === root) settleRoot(root);
    },
    output(text) {
      isOpen = true;
      printed.add(text);
    },
    end(failedNow, why) {
      settleAll();
      isOpen = false;
      isFailed = failedNow;
      if (failedNow && failing === 0) cases.add(packageCase(why));
      failing = 0;
      printed = createKeptOutput();
      furtherRuns.push([]);
    },
    settle() {
      settleAll();
      return furtherRuns.every(
        (run) =>
          new Set(run.map(({ root }) => root)).size === run.length &&
          run.every(({ root }) => failed.get(root)?.length === 1),
      );
    },
    close(areRetries) {
      if (!areRetries && furtherRuns.some((run) => run.length > 0))
        cases.doubt(severalExecutions, quote(name));
      for (const execution of furtherRuns.flat()) {
        const before = areRetries ? failed.get(execution.root) : undefined;
        if (before === undefined) keep(execution);
        else failed.set(execution.root, [retried(before[0]!, execution)]);
      }
      for (const executions of failed.values()) for (const execution of executions) giveAll(execution);
      failed.clear();
    },
    get isOpen() {
      return isOpen;
    },
    get isFailed() {
      return isFailed;
    },
  };

  function endTest(test: TestRun, { action, elapsed }: GoEvent): void {
    test.end = action as NonNullable<TestRun["end"]>; // the caller looked
    if (elapsed === undefined) return;
    const durationUs =
      typeof elapsed === "number" && elapsed >= 0 ? Math.round(elapsed * 1_000_000) + 0 : Number.NaN;
    if (Number.isSafeInteger(durationUs)) test.durationUs = durationUs;
    else cases.doubt(negativeTime, `that of ${quote(test.name)}`);
  }

  function settleRoot(root: string): void {
    const run = open.get(root);
    if (run === undefined) return;
    open.delete(root);
    const execution = settle(run, name);
    for (const unfinished of execution.unfinished) cases.doubt(notEnded, quote(unfinished));
    if (hasFailure(execution)) failing++;
    const further = furtherRuns.at(-1);
    if (further === undefined) keep(execution);
    else further.push(execution);
  }

  function settleAll(): void {
    for (const root of open.keys()) settleRoot(root);
  }

  function keep(execution: Execution): void {
    const before = failed.get(execution.root);
    if (!hasFailure(execution)) giveAll(execution);
    else if (before === undefined) failed.set(execution.root, [execution]);
    else before.push(execution);
  }

  function giveAll({ cases: tests }: Execution): void {
    for (const test of tests.values()) cases.add(test);
  }

  function packageCase(why: KeptOutput | undefined): RawTest {
    const message = "The package failed, and none of its tests did.";
    return {
      suite: [],
      name: name === "" ? "unknown package" : cleanName(name),
      status: "errored",
      details: [why?.detail("error") ?? printed.detail("error") ?? { kind: "error", message }],
      entries: 0,
    };
  }
}

function hasFailure({ cases }: Execution): boolean {
  for (const { status } of cases.values()) if (isFailing(status)) return true;
  return false;
}

/** What was run again ends as it did now, with its tries before; what was not stays as it was. */
function retried(before: Execution, now: Execution): Execution {
  const cases = new Map(before.cases);
  for (const [name, old] of before.cases) {
    if (now.passedParents.has(name))
      cases.set(name, triedAgain(old, { ...old, status: "passed", details: [] }));
  }
  for (const [name, test] of now.cases) {
    const old = before.cases.get(name);
    cases.set(name, old === undefined ? test : triedAgain(old, test));
  }
  return { ...now, cases };
}
