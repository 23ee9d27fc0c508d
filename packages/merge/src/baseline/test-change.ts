import {
  type EnvironmentResult,
  isFailing,
  type MergedCase,
  type Report,
  type TestChange,
} from "@tollgate/model";

/**
 * How a test is another one than on the base. That a test failed there excuses nothing where the report that says so
 * could not be read completely, or came from a dirty checkout: neither says that it fails on the base.
 */
export function testComparer(base: Report): (now: MergedCase, before: MergedCase | undefined) => TestChange {
  const isDoubtful = doubtFinder(base);
  return (now, before) => {
    const failed = before !== undefined && isFailing(before.status) && !isDoubtful(before);
    if (isFailing(now.status))
      return failed && failsWhereItDid(now, before) ? "still-failing" : "new-failure";
    if (failed && now.status === "passed") return "fixed";
    if (before !== undefined && didRun(before) && !didRun(now)) return "newly-skipped";
    return before === undefined ? "added" : "same";
  };
}

/** A test that fails in another environment than on the base fails anew. Where either side names none, nothing tells. */
function failsWhereItDid({ byEnvironment: now }: MergedCase, { byEnvironment: before }: MergedCase): boolean {
  if (now === undefined || before === undefined) return true;
  const failed = new Set(failingIn(before));
  return failingIn(now).every((environment) => failed.has(environment));
}

function failingIn(results: readonly EnvironmentResult[]): readonly string[] {
  return results.filter(({ status }) => isFailing(status)).map(({ environment }) => environment.join("\0"));
}

function didRun({ status }: MergedCase): boolean {
  return status !== "skipped" && status !== "todo";
}

function doubtFinder({ inputs }: Report): (told: Pick<MergedCase, "sources">) => boolean {
  const doubtful = new Set(
    inputs.filter(({ dirty, status }) => dirty === true || status !== "ok").map(({ id }) => id),
  );
  return ({ sources }) => doubtful.size > 0 && sources.some((id) => doubtful.has(id));
}
