import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { partsOf, type ReportContext } from "../json/open-report.ts";

/** The list of the report that says how an entry ended. */
type ListName = "failures" | "pending" | "passes";

/** An entry with the list that it stands in; `undefined` when it stands in none. */
export type Joined = {
  readonly entry: Members;
  readonly list: ListName | undefined;
  /** False for what only `failures`, `pending` or `passes` hold: in `failures` these are hooks. */
  readonly isTest: boolean;
};

/**
 * mocha writes each test twice: into `tests`, and into the list of its outcome. Joins them by file and titles; tests
 * that share these are joined in their order. What stands only in a list of outcomes is told as well.
 */
export function* joinLists(root: Members, context: ReportContext): Iterable<Joined> {
  const tests = partsOf(root, "tests", "the report", context);
  const queues = {
    failures: queueOf(partsOf(root, "failures", "the report", context)),
    pending: queueOf(partsOf(root, "pending", "the report", context)),
    passes: queueOf(partsOf(root, "passes", "the report", context)),
  };
  const counts = queueOf(tests);
  for (const entry of tests) {
    const list = listOf(entry, queues);
    if (list !== undefined) queues[list].get(keyOf(entry))?.pop();
    yield { entry, list: hasError(entry) ? "failures" : list, isTest: true };
  }
  for (const rest of queues.failures.values())
    for (const entry of rest.reverse()) yield { entry, list: "failures", isTest: false };
  for (const list of ["pending", "passes"] as const) {
    for (const [key, rest] of queues[list]) {
      // A test that failed after it had passed stands in two lists, and is one test.
      const isTold = (counts.get(key)?.length ?? 0) > 0;
      if (!isTold) for (const entry of rest.reverse()) yield { entry, list, isTest: true };
    }
  }
}

type Queues = Readonly<Record<ListName, ReadonlyMap<string, Members[]>>>;

/** By key, the last entry first. */
function queueOf(entries: readonly Members[]): ReadonlyMap<string, Members[]> {
  const queue = new Map<string, Members[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const same = queue.get(key);
    if (same === undefined) queue.set(key, [entry]);
    else same.push(entry);
  }
  for (const same of queue.values()) same.reverse();
  return queue;
}

function keyOf(entry: Members): string {
  return ["file", "fullTitle", "title"].map((name) => ownText(entry, name) ?? "").join("\0");
}

/** Where several tests have these titles, the entry itself tells: failures have an error, passes have a speed. */
function listOf(entry: Members, queues: Queues): ListName | undefined {
  const key = keyOf(entry);
  const left = (["failures", "pending", "passes"] as const).filter(
    (list) => (queues[list].get(key)?.length ?? 0) > 0,
  );
  if (left.length < 2) return left[0];
  if (hasError(entry)) return left.includes("failures") ? "failures" : left[0];
  if (typeof own(entry, "speed") === "string" && left.includes("passes")) return "passes";
  const withoutError = left.filter((list) => list !== "failures" && list !== "passes");
  return withoutError[0] ?? left[0];
}

/** mocha writes `{}` for no error. */
export function hasError(entry: Members): boolean {
  const error = own(entry, "err");
  return isMembers(error) ? Object.keys(error).length > 0 : error !== undefined && error !== null;
}
