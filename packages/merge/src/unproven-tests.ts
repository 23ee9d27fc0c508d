import { fullTitle, isFailing, type MissingEvidence } from "@tollgate/model";
import { type PastTest, pastTests } from "./past-tests.ts";
import type { SelectedAttempts } from "./select-attempts.ts";
import { tellings } from "./tellings.ts";

/** Most tests that are named. */
const named = 3;

/**
 * Tests that failed when they were last tried, and that the newest attempt of their job in that environment did not
 * run, in whatever shard: nothing says that they ever passed, so their result is missing.
 */
export function unprovenTests({ current, superseded }: SelectedAttempts): readonly MissingEvidence[] {
  const groups = new Map<string, Group>();
  const past = pastTests(superseded);
  if (![...past.values()].flat().some(({ status }) => isFailing(status))) return [];
  const ran = new Set<string>();
  for (const { key, told } of tellings(current))
    if (told.test.status !== "skipped" && told.test.status !== "todo") ran.add(runKey(key, told.origin));
  for (const [key, attempts] of past) {
    for (const last of lastOfEachRun(attempts)) {
      if (!isFailing(last.status) || ran.has(runKey(key, last))) continue;
      const { job, attempt, test, kind, environment } = last;
      const group = JSON.stringify([job, environment, test.package, kind, attempt]);
      const known = groups.get(group) ?? { job, attempt, owner: test.package, kind, titles: [] };
      groups.set(group, known);
      known.titles.push(fullTitle(test));
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => toMissing(group));
}

type Group = {
  readonly job: string;
  readonly attempt: number;
  readonly owner: string;
  readonly kind: string;
  readonly titles: string[];
};

/** The newest attempt of each job and environment; the attempts come oldest first. */
function lastOfEachRun(attempts: readonly PastTest[]): Iterable<PastTest> {
  return new Map(attempts.map((past) => [runKey("", past), past])).values();
}

function runKey(test: string, { job, environment }: Pick<PastTest, "job" | "environment">): string {
  return [test, job, ...environment].join("\0");
}

function toMissing({ job, attempt, owner, kind, titles }: Group): MissingEvidence {
  const many = titles.length !== 1;
  const sorted = [...titles].sort().slice(0, named);
  const examples = sorted.map(quoted).join(", ");
  return {
    what: `the result of ${titles.length} ${kind} test${many ? "s" : ""} of ${owner === "" ? "the repository" : owner} (${examples}${titles.length > named ? ", …" : ""})`,
    kind,
    ...(owner === "" ? {} : { package: owner }),
    about: "tests",
    because: `${many ? "they" : "it"} failed in attempt ${attempt}${job === "" ? "" : ` of ${job}`} and did not run in the newest one`,
    remedy: "Let the repeated job run every test that failed before; a skip does not show that it passes.",
  };
}

/** Titles are as long as reports like. */
function quoted(title: string): string {
  return JSON.stringify(title.length > 120 ? `${title.slice(0, 120)}…` : title);
}
