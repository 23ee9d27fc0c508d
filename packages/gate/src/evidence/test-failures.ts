import { type Detail, isFailing, type MergedCase, testRefOf, type Violation } from "@tollgate/model";
import { failureFingerprint } from "@tollgate/text";

/**
 * Every failure that a waiver of the test must name: how its executions ended, or, for a test that passed, its failed
 * tries.
 */
export function failuresOf({
  status,
  details,
  alsoFailed,
  earlier,
  history,
}: MergedCase): readonly Failure[] {
  if (isFailing(status)) return [details, ...(alsoFailed ?? [])];
  return [...(earlier ?? []), ...(history ?? [])]
    .filter((attempt) => isFailing(attempt.status))
    .map((attempt) => attempt.details);
}

type Failure = readonly Detail[];

/** What a violation says of the test that fails, so that a waiver can name it. */
export function failureOf(test: MergedCase): Pick<Violation, "test" | "failure"> {
  const [first] = failuresOf(test);
  const failure = first === undefined ? undefined : failureFingerprint(first);
  return { test: testRefOf(test), ...(failure === undefined ? {} : { failure }) };
}
