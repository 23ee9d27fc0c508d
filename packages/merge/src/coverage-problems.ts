import { countLayout, type Exclusion, type FileCoverage, type Problem } from "@tollgate/model";

/** Entities of reports that know lines or blocks only, and that the reference maps do not have: one Problem for all files. */
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
      message: `Less exact reports name ${count} lines, functions or branches of ${where} that the exact ones do not have; they are not counted.`,
      remedy: "Nothing has to be done. To avoid it, measure all kinds of tests with one coverage provider.",
    },
  ];
}

/** Entities of a report with exact places that another exact report does not have: two builds or versions of the file. */
export function strangerProblem(path: string, count: number): readonly Problem[] {
  if (count === 0) return [];
  return [
    {
      code: "map-mismatch",
      severity: "warning",
      message: `Two reports know "${path}" in different builds: ${count} lines, functions or branches of the one are not in the other; they are not counted.`,
      remedy:
        "Let all tests of one commit run on one build: the same source, compiler target and coverage provider. A restored report of an older commit looks like this too.",
      path,
    },
  ];
}

/** What one report takes out of the count and another measures: both facts are kept, and it is said. */
export function exclusionProblem(path: string, files: readonly FileCoverage[]): readonly Problem[] {
  const disputed = new Set<number>();
  for (const file of files) {
    for (const exclusion of file.excluded ?? []) {
      if (files.some((other) => other !== file && measures(other, exclusion))) disputed.add(exclusion.line);
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

function measures({ map, counts, excluded }: FileCoverage, { line, entity }: Exclusion): boolean {
  if (excluded?.some((own) => own.line === line && own.entity === entity)) return false;
  const layout = countLayout(map);
  if (entity === "line") return isMeasured((i) => map.statements[i * 4], 0, layout.functions);
  if (entity === "function") return isMeasured((i) => map.functions[i]?.line, layout.functions, layout.arms);
  const lineOfArm = map.branches.flatMap((branch) =>
    new Array<number>(branch.arms.length / 2).fill(branch.line),
  );
  return (
    isMeasured((i) => lineOfArm[i], layout.arms, layout.conditions) ||
    isMeasured((i) => map.conditions[i * 2], layout.conditions, layout.length)
  );

  function isMeasured(lineOf: (index: number) => number | undefined, from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (counts[i]! >= 0 && lineOf(i - from) === line) return true;
    return false;
  }
}
