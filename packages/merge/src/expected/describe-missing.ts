import {
  type Evidence,
  type Expectation,
  exceptWords,
  expectedTests,
  type MissingEvidence,
  type RunManifest,
} from "@tollgate/model";

/** Why evidence of another commit does not stand for an expectation. */
export type NotReused = ReadonlyMap<Expectation, string>;

type Known = {
  readonly current: readonly Evidence[];
  readonly runs: readonly RunManifest[];
  readonly notReused?: NotReused;
};

/** Nothing came of what was expected: why, as far as the record of its run tells, and what to do. */
export function describeMissing(
  expectation: Expectation,
  { current, runs, notReused }: Known,
): MissingEvidence {
  const run = runs.find((candidate) => isRunOf(candidate, expectation));
  const elsewhere = notReused?.get(expectation);
  return {
    ...topicOf(expectation),
    ...(run === undefined
      ? {
          because: `${withoutRun(expectation, runs)}${elsewhere === undefined ? "" : `; ${elsewhere}`}`,
          remedy: remedyFor(expectation, current),
        }
      : afterRun(run, expectation, current)),
  };
}

/** What came ran nothing: a skipped test says nothing of the code. */
export function describeSkipped(expectation: Expectation, count: number): MissingEvidence {
  return {
    ...topicOf(expectation),
    what: `results of ${expectedTests(expectation)}`,
    because: count === 1 ? "the only one was skipped" : `all ${count} were skipped`,
    remedy: `Let them run where this is judged. ${howToExcept(expectation)}`,
    producer: "skipped",
  };
}

/** What a missing entry says of whose it is. */
export function topicOf(
  expectation: Expectation,
): Pick<MissingEvidence, "what" | "kind" | "package" | "about"> {
  const { package: owner, kind } = expectation;
  return {
    what: expectedTests(expectation),
    ...(kind === undefined ? {} : { kind }),
    package: owner,
    about: "tests",
  };
}

/** A sentence of advice for what was not meant to be asked. */
export function howToExcept(expectation: Expectation): string {
  if (expectation.from === "policy") return "Where it may be absent, write `required: false` there.";
  return `No part of this check? Then in tollgate.yml: ${exceptWords(expectation)}.`;
}

/** Whether a task runner tells of the run that should have brought what is expected. */
export function isRunOf(
  { source, task, package: owner, kind }: RunManifest,
  expectation: Expectation,
): boolean {
  if (source === "command") return false;
  return (
    task === expectation.task ||
    (owner === expectation.package && kind !== undefined && kind === expectation.kind)
  );
}

function afterRun(
  { source, task, verdict, exitCode, cached }: RunManifest,
  expectation: Expectation,
  current: readonly Evidence[],
): Pick<MissingEvidence, "because" | "remedy" | "producer"> {
  const name = task ?? expectation.task ?? expectation.package;
  if (verdict === "interrupted")
    return {
      because: `${source} began ${name} and did not end it`,
      remedy: "Run turbo with `--continue`, so that a failing task stops no other.",
      producer: "cancelled",
    };
  if (verdict === "failed")
    return {
      because: `${source} ran ${name}, which failed${exitCode === undefined ? "" : ` with exit code ${exitCode}`} and left no result of a test`,
      remedy: `Look at the log of ${name}: it failed before its tests, or its report is not collected.`,
      producer: "failed",
    };
  const folder = `reports/${expectation.kind ?? "unit"}/`;
  return {
    because: `${source} ${cached === true ? "took" : "ran"} ${name}${cached === true ? " from its cache" : ""}`,
    remedy: `${otherKinds(expectation, current)}Let ${name} write a JUnit or JSON report into a folder that is collected (\`${folder}\`), and list that folder in the task's \`outputs\`.`,
  };
}

function withoutRun({ because, from, task }: Expectation, runs: readonly RunManifest[]): string {
  const isTold = from === "turbo" && runs.some(({ source }) => source === "turbo");
  return isTold ? `${because}; turbo's run summary does not tell of ${task ?? "it"}` : because;
}

function remedyFor(expectation: Expectation, current: readonly Evidence[]): string {
  return `${otherKinds(expectation, current)}${howToBring(expectation)} ${howToExcept(expectation)}`;
}

function howToBring({ from, kind, task }: Expectation): string {
  const script = task?.slice(task.lastIndexOf("#") + 1) ?? "";
  const report = `write JUnit or JSON into \`reports/${kind ?? "unit"}/\``;
  if (from === "turbo" && task !== undefined)
    return `Run \`turbo run ${script}\` for all packages and let the script ${report}; or give the bundle of the base: \`--base-report\`.`;
  if (task !== undefined) return `Run the script "${script}" before this check and let it ${report}.`;
  return "Run these tests before this check, and give it their reports or bundle.";
}

/** Tests of the package that came under another kind may be the ones. */
function otherKinds({ package: owner, kind }: Expectation, current: readonly Evidence[]): string {
  if (kind === undefined) return "";
  const found = current.filter(
    ({ origin, tests }) => origin.package === owner && origin.kind !== kind && tests !== undefined,
  );
  const [first] = found;
  return first === undefined
    ? ""
    : `The report ${first.input.path} was taken for ${first.origin.kind} tests: if it is the one, name its kind in \`reports\` of tollgate.yml. `;
}
