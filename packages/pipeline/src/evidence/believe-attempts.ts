import type { Bundle, Evidence, Problem } from "@tollgate/model";

export type BelieveAttemptsOptions = {
  /** That of the run; absent where nobody told. */
  readonly attempt: number | undefined;
  readonly headSha: string | undefined;
};

/**
 * The newest attempt of a job decides, so evidence that claims one which the run has not had would take the place of what
 * really came last. It is kept as an unusable input, and its content is dropped. Evidence of another commit may be of
 * another run, with attempts of its own.
 */
export function believeAttempts(
  bundle: Bundle,
  { attempt = Number.POSITIVE_INFINITY, headSha }: BelieveAttemptsOptions,
): Bundle {
  const evidence = bundle.evidence.map((item) => {
    const isElsewhere = item.commit !== undefined && headSha !== undefined && item.commit !== headSha;
    return isElsewhere || item.origin.attempt <= attempt ? item : withoutContent(item, attempt);
  });
  return { evidence };
}

function withoutContent(item: Evidence, attempt: number): Evidence {
  const { tests: _tests, coverage: _coverage, findings: _findings, lineTests: _lineTests, ...rest } = item;
  const problems = [...item.problems, impossible(item, attempt)];
  return { ...rest, disbelieved: true, status: "invalid", runs: [], problems };
}

function impossible({ origin: { job, attempt: claimed }, input }: Evidence, attempt: number): Problem {
  return {
    code: "impossible-attempt",
    severity: "error",
    message: `The report says that it is of attempt ${claimed}${job === "" ? "" : ` of ${job}`}, and the run that is judged is in attempt ${attempt}: it is not counted.`,
    remedy:
      "Collect without `--attempt`: then it is taken from GITHUB_RUN_ATTEMPT. If the run was started again meanwhile, that attempt gets a verdict of its own.",
    path: input.path,
  };
}
