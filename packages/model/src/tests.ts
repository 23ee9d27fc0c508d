import type { Annotation } from "./annotation.ts";
import type { Attachment } from "./attachment.ts";
import type { RepoPath } from "./repository.ts";

/** How a try ended. What a reader does not recognise is `errored` with a Problem, never `passed`. */
export type TestStatus = "passed" | "failed" | "errored" | "skipped" | "todo";

/** One test as one report tells it. The case itself is its final try; `earlier` are the tries before it. */
export type TestCase = {
  /** Package that owns the test file; the origin's package when the file is unknown. */
  readonly package: string;
  /** Test file below the repository's root. */
  readonly file?: RepoPath;
  /** Suites or `describe` blocks from the outside in; may be empty. */
  readonly suite: readonly string[];
  readonly name: string;
  /** What distinguishes executions of one test inside a run: browser project, matrix cell. */
  readonly environment?: string;
  /** 1-based line of the test in `file`. */
  readonly line?: number;
  readonly status: TestStatus;
  /** Microseconds of the final try; absent when the producer does not say. */
  readonly durationUs?: number;
  /** Why the final try is not passed: failures, errors, or one skip reason. Empty for a pass. */
  readonly details: readonly Detail[];
  /** Of the final try, and those that the report gives to no try. */
  readonly attachments?: readonly Attachment[];
  /** Of the test, whichever try made them. */
  readonly annotations?: readonly Annotation[];
  /** Failed or interrupted tries before the final one, oldest first. */
  readonly earlier?: readonly Attempt[];
  /** Present where the report holds one try only, and others tell the other tries. */
  readonly tryOf?: TryOf;
};

/** Which of several reports of one origin tell tries of one test, and in which order. */
export type TryOf = {
  /** The same for all tries of a test. */
  readonly series: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** 0 for the first try; absent where the producer does not number them. */
  readonly number?: number;
};

export type Attempt = {
  readonly status: TestStatus;
  readonly durationUs?: number;
  readonly details: readonly Detail[];
  readonly attachments?: readonly Attachment[];
};

/** One failure, error or skip reason as the runner wrote it: hostile text, cut at a stated limit. */
export type Detail = {
  readonly kind: "failure" | "error" | "skip";
  /** Exception class or the runner's own category. */
  readonly type?: string;
  /** First line or `message` attribute. */
  readonly message?: string;
  /** Stack trace or body. */
  readonly text?: string;
};

/** True for `failed` and `errored`. */
export function isFailing(status: TestStatus): boolean {
  return status === "failed" || status === "errored";
}

/**
 * The end of a test that failed and did not run when it was tried again: nothing says that it ever passed, so its
 * last failed try stands. All other tests are as they were.
 */
export function settleSkip<T extends Attempt & { readonly earlier?: readonly Attempt[] }>(test: T): T {
  if (test.status !== "skipped" && test.status !== "todo") return test;
  const { earlier = [] } = test;
  const last = earlier.findLast(({ status }) => isFailing(status));
  if (last === undefined) return test;
  const { status, details } = last;
  const attachments = [...(last.attachments ?? []), ...(test.attachments ?? [])];
  return {
    ...test,
    status,
    details,
    ...(attachments.length === 0 ? {} : { attachments }),
    earlier: earlier.filter((attempt) => attempt !== last),
  };
}

/** A failed try and a passed final one inside one run. */
export function isFlaky(test: Pick<TestCase, "status" | "earlier">): boolean {
  return test.status === "passed" && (test.earlier?.some((attempt) => isFailing(attempt.status)) ?? false);
}

/**
 * Where in its own file a test failed: the first line of that file that its messages and stacks name
 * (`a.test.ts:66:34`), else the line of the test.
 */
export function failureLine(test: Pick<TestCase, "file" | "line" | "details">): number | undefined {
  const { file, line, details } = test;
  if (file === undefined) return line;
  for (const { message = "", text = "" } of details) {
    for (const said of [message, text]) {
      for (let at = said.indexOf(file); at >= 0; at = said.indexOf(file, at + 1)) {
        const found = /^:(\d{1,9})/.exec(said.slice(at + file.length, at + file.length + 12));
        if (found !== null && Number(found[1]) > 0) return Number(found[1]);
      }
    }
  }
  return line;
}

const badness: Record<TestStatus, number> = { passed: 0, todo: 1, skipped: 2, failed: 3, errored: 4 };

/** The worse of two statuses of one test: errored, failed, skipped, todo, passed. */
export function worstStatus(a: TestStatus, b: TestStatus): TestStatus {
  return badness[a] >= badness[b] ? a : b;
}

/** Counts over test cases. `passed + failed + errored + skipped + todo = cases`; flaky and recovered are among the passed. */
export type TestTally = {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly todo: number;
  readonly flaky: number;
  readonly recovered: number;
  /** Sum of the known durations. */
  readonly durationUs: number;
};
