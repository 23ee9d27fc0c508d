import {
  type Attempt,
  type Detail,
  failureLine,
  fullTitle,
  inOrderOfPlace,
  isFailing,
  type MergedCase,
  mostUrgentFirst,
  type Report,
  type TestName,
} from "@tollgate/model";
import { cutBytes, cutLines, plural } from "@tollgate/text";
import { placeOf } from "./figures.ts";

/** Failing tests: new failures first, those that also fail on the base last; then by place. */
export function failingTests({ tests }: Report): readonly MergedCase[] {
  return mostUrgentFirst(tests.filter(({ status }) => isFailing(status)));
}

/** Tests that pass and failed before: at an earlier try of the run, or in an older CI attempt; by place. */
export function unsteadyTests({ tests }: Report): readonly MergedCase[] {
  return inOrderOfPlace(
    tests.filter(
      ({ status, flaky, recovered, history }) =>
        flaky || recovered || (status === "passed" && history !== undefined),
    ),
  );
}

/** Title of a test for people, never empty. */
export function titleOf(test: Pick<MergedCase, "suite" | "name">): string {
  const title = fullTitle(test);
  return title.trim() === "" ? "(a test without a name)" : title;
}

/** File and line of a test's failure, else of the test; its package where the report names no file. */
export function testPlace(test: Pick<MergedCase, "file" | "line" | "package" | "details">): string {
  return test.file === undefined ? test.package : placeOf({ path: test.file, line: failureLine(test) });
}

/** `integration test, new failure`: kind, environment, tries and what is known from the base. */
export function failureNote(test: MergedCase): string {
  const tries = failedTries(test);
  const notes = [
    kindNote(test),
    tries > 0 ? `failed in all ${tries + 1} tries` : "",
    test.change === "new-failure" ? "new failure" : "",
    test.change === "still-failing" ? "fails on the base too" : "",
    test.history === undefined ? "" : `failed ${attemptWords(test)} too`,
    test.renamedFrom === undefined ? "" : renameNote(test.renamedFrom),
  ];
  return notes.filter((note) => note !== "").join(", ");
}

function renameNote({ title, file, package: owner }: TestName): string {
  return `on the base ${JSON.stringify(title)} in ${file ?? owner}`;
}

/** `passed after 1 failed try (e2e test, chromium)`: how an unsteady test came to pass. */
export function flakyNote(test: MergedCase): string {
  const tries = plural(failedTries(test), "failed try", "failed tries");
  const before = attemptWords(test);
  if (test.flaky)
    return `passed after ${tries}${before === "" ? "" : `, failed ${before}`} (${kindNote(test)})`;
  if (test.recovered)
    return `passed only in a later CI attempt${before === "" ? "" : `, failed ${before}`} (${kindNote(test)})`;
  return `passed, with failed tries ${before} (${kindNote(test)})`;
}

/** `in attempt 1 of test`: the older CI attempts in which a try of the test failed; empty for none. */
function attemptWords({ history = [] }: MergedCase): string {
  const places = history.map(({ attempt, job }) => `attempt ${attempt}${job === "" ? "" : ` of ${job}`}`);
  return places.length === 0 ? "" : `in ${[...new Set(places)].join(", ")}`;
}

function kindNote({ kind, environment, occurrence }: MergedCase): string {
  const which = occurrence > 1 ? [`number ${occurrence} of this name`] : [];
  return [`${kind} test`, ...(environment === undefined ? [] : [environment]), ...which].join(", ");
}

function failedTries({ earlier }: MergedCase): number {
  return (earlier ?? []).filter(({ status }) => isFailing(status)).length;
}

/** What a try said first, for a short quotation: some lines at most. */
export function quoteOf({ details }: Pick<Attempt, "details">): string {
  const said = details.filter(({ kind }) => kind !== "skip").map(firstWords);
  const quote = said.find((text) => text !== "") ?? "";
  return cutBytes(cutLines(quote, 6), 800);
}

/** Everything that a try said, detail after detail: the message, then what the stack has beyond it. */
export function traceOf({ details }: Pick<Attempt, "details">): string {
  const said = details.filter(({ kind }) => kind !== "skip").map(wholeDetail);
  return cutBytes(cutLines(said.filter((text) => text !== "").join("\n\n"), 40), 4_000);
}

function wholeDetail({ message = "", text = "" }: Detail): string {
  if (text.includes(message)) return text.trim();
  const told = new Set(message.split("\n"));
  return [message, ...text.split("\n").filter((line) => line.trim() === "" || !told.has(line))]
    .join("\n")
    .trim();
}

function firstWords({ message = "", text = "", type = "" }: Detail): string {
  return message.trim() || text.trim() || type.trim();
}

/** What a test that passes said when it failed: in older CI attempts, then at earlier tries. */
export function failedBefore({ history = [], earlier = [] }: MergedCase): readonly Detail[] {
  return [...history, ...earlier].flatMap(({ details }) => details);
}
