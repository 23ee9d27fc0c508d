import { type RawTest, toDetail } from "@tollgate/collect/tollgate-tests";
import type { TestError } from "vitest";
import type { TestCase } from "vitest/node";
import { errorText } from "./error-text.ts";

/** How a test ended, and its failed tries before that. */
export type Tries = Pick<RawTest, "status" | "durationUs" | "details" | "earlier">;
type Try = Pick<RawTest, "status" | "durationUs" | "details">;

export function toTries(test: TestCase): Tries {
  const result = test.result();
  const tries = triesOf(test);
  switch (result.state) {
    case "passed":
    case "failed": {
      const last = tries.findLastIndex(({ status }) => status === result.state);
      return {
        ...(tries[last] ?? { status: result.state, details: [] }),
        ...earlier(tries.filter((_, i) => i !== last)),
      };
    }
    case "skipped":
      return {
        status: test.options.mode === "todo" ? "todo" : "skipped",
        details: result.note === undefined ? [] : [toDetail("skip", result.note)],
        ...earlier(tries),
      };
    default:
      return {
        status: "errored",
        details: [{ kind: "error", message: "The test did not run to its end." }],
        ...earlier(tries),
      };
  }
}

function earlier(tries: readonly Try[]): Pick<RawTest, "earlier"> {
  const failed = tries.filter(({ status }) => status === "failed");
  return failed.length === 0 ? {} : { earlier: failed };
}

function triesOf(test: TestCase): readonly Try[] {
  // vitest 4 has no attempts.
  const attempts = "attempts" in test ? test.attempts() : [];
  if (attempts.length === 0) return untoldTries(test);
  return attempts.map(({ state, errors, duration }) => ({
    status: state,
    ...toMicroseconds(duration),
    details: state === "failed" ? detailsOf(errors) : [],
  }));
}

/**
 * vitest 4 counts the tries and has the errors of all of them in one list: with an error for each failed try they
 * belong together, else nothing tells which error belongs to which. Its duration is that of all tries together.
 */
function untoldTries(test: TestCase): readonly Try[] {
  const result = test.result();
  if (result.state !== "passed" && result.state !== "failed") return [];
  const { retryCount = 0, repeatCount = 0, duration = 0 } = test.diagnostic() ?? {};
  const errors = result.errors ?? [];
  const isFailed = result.state === "failed";
  const failedTries = Math.max(retryCount + (isFailed ? 1 : 0), errors.length > 0 ? 1 : 0);
  const perTry = errors.length === failedTries;
  const tries = Array.from({ length: failedTries }, (_, i): Try => {
    const own = perTry ? errors.slice(i, i + 1) : i === failedTries - 1 ? errors : [];
    return { status: "failed", details: detailsOf(own) };
  });
  if (!isFailed) tries.push({ status: "passed", details: [] });
  const last = tries.at(-1);
  if (last === undefined || retryCount > 0 || repeatCount > 0) return tries;
  return [...tries.slice(0, -1), { ...last, ...toMicroseconds(duration) }];
}

function detailsOf(errors: readonly TestError[] | undefined): Try["details"] {
  return (errors ?? []).map((error) => toDetail("failure", errorText(error)));
}

function toMicroseconds(milliseconds: number): Pick<Try, "durationUs"> {
  const durationUs = Math.round(milliseconds * 1_000);
  return Number.isSafeInteger(durationUs) && durationUs >= 0 ? { durationUs } : {};
}
