import type { Attachment, Attempt, Detail, TestStatus } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import type { Told } from "./told-status.ts";

/** Elements that tell a result. `flaky…` and `rerun…` are surefire's: tries before a pass, and after a failure. */
export const resultNames = [
  "failure",
  "error",
  "skipped",
  "disabled",
  "flakyFailure",
  "flakyError",
  "rerunFailure",
  "rerunError",
] as const;

export type ResultName = (typeof resultNames)[number];

export type Result = {
  readonly name: ResultName;
  readonly detail: Detail;
  readonly durationUs?: number;
  readonly attachments?: readonly Attachment[];
};

/** Everything that is known about one test case when its element closes. */
export type CaseFacts = {
  /** In the order of the report. */
  readonly results: readonly Result[];
  readonly told: Told | undefined;
  readonly durationUs: number | undefined;
  /** Why the case cannot be believed although nothing in it failed: an element that is not known, a missing end. */
  readonly unreadable: string | undefined;
};

export type Outcome = {
  readonly status: TestStatus;
  readonly details: readonly Detail[];
  readonly durationUs?: number;
  /** Those that stand in an element of its final try. */
  readonly attachments?: readonly Attachment[];
  readonly earlier?: readonly Attempt[];
};

/**
 * Decides a case: error > failure > what is not understood > skipped > passed, whatever the order of the elements.
 * With surefire's `rerun…` the last of them is the final try.
 */
export function outcomeOf(facts: CaseFacts): Outcome {
  const { results, durationUs } = facts;
  const failing = results.filter(({ name }) => name === "failure" || name === "error");
  const flaky = attemptsAt(results, "flaky");
  const first = failing.length > 0 ? failed(failing, durationUs) : undefined;
  // The time of the case is that of its first try.
  const reruns = attemptsAt(results, "rerun", first === undefined ? durationUs : undefined);
  const final = reruns.at(-1) ?? first ?? toldOrUnreadable(facts);
  if (final !== undefined) {
    const before = first === undefined ? reruns : [first, ...reruns];
    return withTries(
      final,
      [...flaky, ...before].filter((attempt) => attempt !== final),
    );
  }
  const skip = skipOf(facts);
  if (skip === undefined) return withTries(passed(durationUs), flaky);
  // Tries that failed and a final one that did not run: nothing says that the test ever passed.
  const last = flaky.at(-1);
  if (last === undefined) return skip;
  return withTries(durationUs === undefined ? last : { durationUs, ...last }, flaky.slice(0, -1));
}

/** True for the elements that say that something failed, also in an earlier try. */
export function isFailure(name: ResultName): boolean {
  return name !== "skipped" && name !== "disabled";
}

function attemptsAt(results: readonly Result[], prefix: "flaky" | "rerun", firstUs?: number): Attempt[] {
  return results
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ detail, durationUs, attachments = [] }, i) => ({
      ...attempt(
        detail.kind === "error" ? "errored" : "failed",
        [detail],
        durationUs ?? (i === 0 ? firstUs : undefined),
      ),
      ...withAttachments(attachments),
    }));
}

function failed(results: readonly Result[], durationUs: number | undefined): Attempt {
  const status = results.some(({ name }) => name === "error") ? "errored" : "failed";
  return {
    ...attempt(
      status,
      results.map(({ detail }) => detail),
      durationUs,
    ),
    ...withAttachments(results.flatMap(({ attachments = [] }) => attachments)),
  };
}

function toldOrUnreadable({ told, unreadable, results, durationUs }: CaseFacts): Attempt | undefined {
  if (told?.status === "failed" || told?.status === "errored") {
    const kind = told.status === "failed" ? "failure" : "error";
    return attempt(
      told.status,
      [{ kind, message: told.message ?? `The report says ${told.as}.` }],
      durationUs,
    );
  }
  const doubt =
    unreadable ?? (told?.status === "unknown" ? `${told.as} is not a status that is known.` : undefined);
  if (doubt !== undefined) return attempt("errored", [{ kind: "error", message: doubt }], durationUs);
  const notStarted = results.find(({ detail }) => told?.as === 'status="notrun"' && isNotStarted(detail));
  if (notStarted === undefined) return undefined;
  return attempt("errored", [{ ...notStarted.detail, kind: "error" }], durationUs);
}

/** ctest lists these as failed, and writes them like tests that were skipped on purpose. */
function isNotStarted({ message }: Detail): boolean {
  return message !== undefined && ctestNotStarted.has(message);
}

const ctestNotStarted: ReadonlySet<string> = new Set([
  "Unable to find executable",
  "Required Files Missing",
  "Fixture dependency failed",
  "Missing Configuration",
]);

function skipOf({ results, told, durationUs }: CaseFacts): Attempt | undefined {
  const skip = results.find(({ name }) => name === "skipped" || name === "disabled");
  if (skip === undefined && told?.status !== "skipped") return undefined;
  const detail: Detail = skip?.detail ?? { kind: "skip", message: told!.as };
  return {
    ...attempt(detail.type === "todo" ? "todo" : "skipped", [detail], durationUs),
    ...withAttachments(skip?.attachments ?? []),
  };
}

function passed(durationUs: number | undefined): Attempt {
  return attempt("passed", [], durationUs);
}

function withTries(final: Attempt, earlier: readonly Attempt[]): Outcome {
  return earlier.length === 0 ? final : { ...final, earlier };
}

function attempt(status: TestStatus, details: readonly Detail[], durationUs: number | undefined): Attempt {
  return durationUs === undefined ? { status, details } : { status, details, durationUs };
}
