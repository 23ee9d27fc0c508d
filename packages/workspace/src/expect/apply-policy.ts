import {
  compareText,
  type Expectation,
  type ExpectEntry,
  type ExpectException,
  type ExpectPolicy,
  type Problem,
  type ReportSpec,
} from "@tollgate/model";

/** An expectation that the policy takes away, and by which words. */
export type ExceptedExpectation = { readonly expectation: Expectation; readonly exception: ExpectException };

export type SettledExpectations = {
  /** Sorted by package, then kind. */
  readonly expectations: readonly Expectation[];
  readonly excepted: readonly ExceptedExpectation[];
  readonly problems: readonly Problem[];
};

/** Adds to a derived list what the policy adds, takes out what it takes out, and makes optional what it calls so. */
export function applyPolicy(
  derived: readonly Expectation[],
  { expect, reports }: { readonly expect?: ExpectPolicy; readonly reports: readonly ReportSpec[] },
): SettledExpectations {
  const { entries = [], except = [] } = expect ?? {};
  const told = new Set(entries.map(keyOf));
  const used = new Set<ExpectException>();
  const excepted: ExceptedExpectation[] = [];
  const kept = derived.filter((expectation) => {
    const exception = except.find((candidate) => takesOut(candidate, expectation));
    if (exception === undefined) return !told.has(keyOf(expectation));
    used.add(exception);
    excepted.push({ expectation, exception });
    return false;
  });
  const added = entries.map((entry) =>
    toExpectation(
      entry,
      derived.find((item) => keyOf(item) === keyOf(entry)),
    ),
  );
  const optional = (item: Expectation): Expectation =>
    isOptional(item, reports) ? { ...item, required: false } : item;
  return {
    expectations: [...kept.map(optional), ...added].sort(compareExpectations),
    excepted,
    problems: except.filter((exception) => !used.has(exception)).map(unusedException),
  };
}

function keyOf({ package: owner, kind }: Pick<Expectation, "package" | "kind">): string {
  return `${owner}\0${kind ?? ""}`;
}

/** By the name of the script with or without its package, or by the kind. */
function takesOut({ package: owner, task }: ExpectException, expectation: Expectation): boolean {
  if (owner !== expectation.package) return false;
  if (task === undefined) return true;
  const { task: full = "", kind } = expectation;
  return task === full || task === full.slice(full.lastIndexOf("#") + 1) || task === kind;
}

function toExpectation(entry: ExpectEntry, derived: Expectation | undefined): Expectation {
  const { place, ...told } = entry;
  const because = `${place.path}:${place.line} expects it`;
  if (derived === undefined) return { ...told, from: "policy", because, place, below: true };
  const { removed: _removed, ...known } = derived;
  return { ...known, ...told, from: "policy", because, place };
}

/** `required: false` of `reports` says of a kind that it is fine when nothing comes. */
function isOptional({ package: owner, kind }: Expectation, reports: readonly ReportSpec[]): boolean {
  const specs = reports.filter(
    (spec) => spec.kind === kind && (spec.package === undefined || spec.package === owner),
  );
  return specs.length > 0 && specs.every(({ required }) => !required);
}

function unusedException({ package: owner, task, place }: ExpectException): Problem {
  return {
    code: "unused-exception",
    severity: "warning",
    message: `Nothing is expected of ${owner}${task === undefined ? "" : ` for ${JSON.stringify(task)}`}, so there is nothing to except.`,
    remedy: "Remove the entry from `expect`, or correct its names: `tollgate expect` lists what is expected.",
    path: place.path,
    line: place.line,
  };
}

function compareExpectations(a: Expectation, b: Expectation): number {
  return (
    compareText(a.package, b.package) ||
    compareText(a.kind ?? "", b.kind ?? "") ||
    compareText(a.because, b.because)
  );
}
