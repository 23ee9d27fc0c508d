import type { Shifts } from "@tollgate/merge";
import type { Bundle, Evidence, OtherSource, Problem } from "@tollgate/model";
import { isDirty, type UnknownChanges, type WorkspaceEnvironment } from "@tollgate/workspace";
import { movedTexts, readNamedTexts } from "../policy/named-texts.ts";
import type { Setting } from "../policy/setting.ts";
import { type CommitShifts, isCoverageElsewhere, readShifts } from "../sources/shifts.ts";

export type BoundEvidence = {
  readonly bound: Bundle;
  /** Of the commits and versions whose coverage may be moved to the judged text. */
  readonly shifts: Shifts;
};

/**
 * Evidence of another commit is not evidence: it is kept as an unusable input, and its content is dropped; or its coverage
 * is kept for the merge to bound or to move, where the policy says so. Evidence whose commit cannot be compared is used,
 * and it is said.
 */
export function bindEvidence(
  environment: WorkspaceEnvironment,
  { tree, changed, subject: { headSha }, policy: { otherSource = "reject" } }: Setting,
  bundle: Bundle,
): BoundEvidence {
  const reports = bundle.evidence.map(({ input }) => input.path);
  const isClean = changed !== undefined && !isDirty({ tree, changed, reports }, environment);
  const since: CommitShifts =
    otherSource === "shift" ? readShifts(environment, tree, bundle, headSha) : new Map();
  const known = [...since].flatMap(([commit, files]) =>
    "reason" in files ? [] : [[commit, files] as const],
  );
  const named = otherSource === "shift" ? readNamedTexts(environment, tree, bundle, headSha) : new Map();
  return {
    bound: {
      evidence: bundle.evidence.map((item) => bind(item, { headSha, isClean, otherSource, since, named })),
    },
    shifts: new Map([...named, ...known]),
  };
}

/** The same for a commit whose text is not here: what is of another one is dropped. */
export function bindToCommit({ evidence }: Bundle, headSha: string): Bundle {
  const nothing = { since: new Map(), named: new Map() };
  return {
    evidence: evidence.map((item) =>
      bind(item, { headSha, isClean: false, otherSource: "reject", ...nothing }),
    ),
  };
}

type Judged = {
  readonly headSha: string | undefined;
  /** That the judged text is known to be that of the commit. */
  readonly isClean: boolean;
  readonly otherSource: OtherSource;
  readonly since: CommitShifts;
  readonly named: Shifts;
};

function bind(item: Evidence, { headSha, isClean, otherSource, since, named }: Judged): Evidence {
  const { commit } = item;
  if (commit === headSha) {
    const told = item.dirty === true && isClean ? [ofDirtyCheckout(item)] : [];
    return withProblem(item, ...told, ...movedTexts(item, named));
  }
  if (commit === undefined || headSha === undefined) return withProblem(item, unbound(item, headSha));
  const told = otherCommit(item, commit, headSha);
  const { tests: _tests, coverage, findings: _findings, lineTests: _lineTests, ...rest } = item;
  const moved = since.get(commit);
  const isKept =
    otherSource === "bound" || (moved !== undefined && !("reason" in moved) && item.dirty !== true);
  if (isKept && coverage !== undefined && isCoverageElsewhere(item, headSha))
    return withProblem(
      { ...rest, coverage, runs: [] },
      { ...told, severity: "warning", message: `${told.message} ${kept[otherSource]}` },
    );
  const because = otherSource === "shift" ? whyNotMoved(item, moved) : undefined;
  return withProblem(
    { ...rest, status: "invalid", runs: [] },
    because === undefined
      ? told
      : {
          ...told,
          message: `${told.message} It cannot be moved to the judged text: ${because.reason}.`,
          remedy: because.remedy,
        },
  );
}

function whyNotMoved(
  { dirty, coverage, tests }: Evidence,
  moved: ReturnType<CommitShifts["get"]>,
): UnknownChanges | undefined {
  if (coverage === undefined || tests !== undefined) return undefined;
  if (dirty === true)
    return {
      reason: "the checkout had changed or new files, whose text git does not have",
      remedy: dirtyRemedy,
    };
  return moved !== undefined && "reason" in moved ? moved : undefined;
}

const dirtyRemedy =
  "Collect from a checkout of the commit alone; let git ignore what builds and tests write.";

const kept: Readonly<Record<OtherSource, string>> = {
  reject: "",
  bound: "What it covers is unknown, from nothing to all.",
  shift:
    "It counts for the lines that are still the same; what it covers of the rest is unknown, from nothing to all.",
};

function withProblem(item: Evidence, ...problems: readonly Problem[]): Evidence {
  return problems.length === 0 ? item : { ...item, problems: [...item.problems, ...problems] };
}

function otherCommit({ input }: Evidence, found: string, wanted: string): Problem {
  return {
    code: "other-commit",
    severity: "error",
    message: `The report was collected on commit ${found.slice(0, 12)}, judged is ${wanted.slice(0, 12)}.`,
    remedy: "Collect and judge in one run, or download the bundles of this run only.",
    path: input.path,
  };
}

function ofDirtyCheckout({ input }: Evidence): Problem {
  return {
    code: "dirty-checkout",
    severity: "info",
    message:
      "The report was collected from a checkout with changed or new files, so it may be about another text than is judged.",
    remedy: dirtyRemedy,
    path: input.path,
  };
}

function unbound({ input }: Evidence, headSha: string | undefined): Problem {
  return {
    code: "other-commit",
    severity: "warning",
    message:
      headSha === undefined
        ? "Here is no commit to compare with the one that the report was collected on."
        : `Nothing says on which commit the report was collected; judged is ${headSha.slice(0, 12)}.`,
    remedy: "Collect and judge inside checkouts of the same commit.",
    path: input.path,
  };
}
