import {
  branchEntities,
  countLayout,
  type Exclusion,
  type FileCoverage,
  functionEntities,
  hasNoPlaces,
  type MergedFile,
  type Problem,
} from "@tollgate/model";

/** Entities of reports that the reference maps do not have: one Problem for all files. */
export function phantomProblems(
  files: readonly { readonly path: string; readonly phantoms: number }[],
): readonly Problem[] {
  const doubtful = files.filter(({ phantoms }) => phantoms > 0);
  const [first] = doubtful;
  if (first === undefined) return [];
  const count = doubtful.reduce((sum, { phantoms }) => sum + phantoms, 0);
  const where =
    doubtful.length === 1 ? `"${first.path}"` : `${doubtful.length} files (the first is "${first.path}")`;
  return [
    {
      code: "phantom-entities",
      severity: "info",
      message: `Some reports name ${count} lines, functions or branches of ${where} that the source, or the most exact report, does not have; they are not counted.`,
      remedy:
        "Nothing has to be done: compilers and V8 add such. To avoid it, measure all kinds of tests with one coverage provider.",
    },
  ];
}

/** Files of which reports know the figures and not the lines: one Problem for all. */
export function totalsProblem(files: readonly MergedFile[]): readonly Problem[] {
  const blurred = files.filter(({ map: { totals } }) => totals !== undefined && totals.lines > 0);
  const [first] = blurred;
  if (first === undefined) return [];
  const which =
    blurred.length === 1 ? `"${first.path}"` : `${blurred.length} files (the first is "${first.path}")`;
  const without = blurred.filter(hasNoPlaces).length;
  const left =
    without < blurred.length
      ? `${without} of them ${without === 1 ? "is" : "are"}`
      : without === 1
        ? "It is"
        : "They are";
  return [
    {
      code: "totals-only",
      severity: "info",
      message: `Some reports tell how much of ${which} is covered, and not which lines: the figures count, and of changed lines nothing is certain.${without === 0 ? "" : ` ${left} left out where lines are listed (lcov, Cobertura, istanbul and SonarQube).`}`,
      remedy:
        "Let the tool write a report with lines, too: istanbul's reporter `json` or `lcov` beside `json-summary`, gcovr's `--json` beside `--json-summary`.",
    },
  ];
}

/** Entities of a report with exact places that another exact report does not have: two builds or versions of the file. */
export function strangerProblem(path: string, count: number, reason = "unknown"): readonly Problem[] {
  if (count === 0) return [];
  return [
    {
      code: "map-mismatch",
      severity: "warning",
      message: `Two reports know "${path}" in different builds: ${count} lines, functions or branches of the one are not in the other; they are not counted. Its source does not decide which is right: ${reason}.`,
      remedy:
        "Let all tests of one commit run on one build: the same source, compiler target and coverage provider. A restored report of an older commit looks like this too.",
      path,
    },
  ];
}

/** What one report takes out of the count and another measures: both facts are kept, and it is said. */
export function exclusionProblem(path: string, files: readonly FileCoverage[]): readonly Problem[] {
  if (files.length < 2 || !files.some(({ excluded = [] }) => excluded.length > 0)) return [];
  const measured = files.map(measuredKeys);
  const disputed = new Set<number>();
  for (const [i, { excluded = [] }] of files.entries()) {
    for (const exclusion of excluded) {
      const key = keyOf(exclusion);
      if (measured.some((keys, other) => other !== i && keys.has(key))) disputed.add(exclusion.line);
    }
  }
  if (disputed.size === 0) return [];
  const lines = [...disputed].sort((a, b) => a - b);
  return [
    {
      code: "excluded-and-measured",
      severity: "info",
      message: `One report excludes code on line ${lines.slice(0, 5).join(", ")}${lines.length > 5 ? "…" : ""} of "${path}", another measures it; what was measured is counted.`,
      remedy: "Use one set of exclusions for all kinds of tests.",
      path,
    },
  ];
}

function keyOf({ entity, line }: Pick<Exclusion, "entity" | "line">): string {
  return `${entity} ${line}`;
}

/** What the report measures and does not exclude itself, as keys; made once, since a report may exclude thousands. */
function measuredKeys({ map, counts, excluded = [] }: FileCoverage): ReadonlySet<string> {
  const keys = new Set<string>();
  const layout = countLayout(map);
  const add = (entity: Exclusion["entity"], line: number, index: number): void => {
    if (counts[index]! >= 0) keys.add(keyOf({ entity, line }));
  };
  for (let i = 0; i < layout.functions; i++) add("line", map.statements[i * 4]!, i);
  for (const [i, { line }] of functionEntities(map).entries()) add("function", line, layout.functions + i);
  let arm = layout.arms;
  for (const { line, arms } of branchEntities(map))
    for (let i = 0; i < arms.length / 2; i++) add("branch", line, arm++);
  for (let i = 0; i < map.conditions.length / 2; i++)
    add("branch", map.conditions[i * 2]!, layout.conditions + i);
  for (const exclusion of excluded) keys.delete(keyOf(exclusion));
  return keys;
}
