import type { RawProblem } from "../reader.ts";
import type { ResolvedPath } from "./resolve-paths.ts";
import { looksLikeOurs } from "./unmapped.ts";

export type DroppedPath = {
  readonly spelling: string;
  readonly where: ResolvedPath & { readonly found: false };
  /** The report tells in which module it is, which decides before the package does. */
  readonly isOfModule: boolean;
};

/** Coverage outside the tree is not counted; one Problem per reason says how much that is. */
export function droppedProblems(
  dropped: readonly DroppedPath[],
  all: readonly { readonly path: string }[],
  resolved: ReadonlyMap<string, ResolvedPath> | undefined,
): RawProblem[] {
  const problems: RawProblem[] = [];
  const ambiguous = dropped.filter(({ where }) => where.why === "ambiguous");
  const unknown = dropped.filter(({ where }) => where.why !== "ambiguous");
  for (const [i, { spelling, where, isOfModule }] of ambiguous.slice(0, 5).entries()) {
    const more = i === 4 && ambiguous.length > 5 ? ` ${ambiguous.length - 5} more paths are ambiguous.` : "";
    problems.push({
      code: "ambiguous-path",
      severity: "error",
      message: `"${spelling}" may be ${where.candidates.slice(0, 4).join(" or ")}; its coverage is not counted.${more}`,
      remedy: `Add a mapping to tollgate.yml, for example \`paths: [{ from: "${spelling}", to: "${where.candidates[0]}" }]\`${isOfModule ? "" : ", or set `package` in the `reports` entry"}.`,
    });
  }
  if (unknown.length === 0) return problems;
  const isOurs = looksLikeOurs(resolved ?? new Map());
  const ours = unknown.filter(({ where }) => isOurs(where));
  const others = unknown.filter(({ where }) => !isOurs(where));
  if (unknown.length === all.length) problems.push(unmapped(unknown, all.length, "error"));
  else {
    if (ours.length > 0) problems.push(unmapped(ours, all.length, "error"));
    if (others.length > 0) problems.push(unmapped(others, all.length, "warning"));
  }
  return problems;
}

/** Findings elsewhere are counted for the package that ran the tool. */
export function unplacedFindings(names: readonly string[]): readonly RawProblem[] {
  if (names.length === 0) return [];
  const one = names.length === 1;
  return [
    {
      code: "unmapped-path",
      severity: "warning",
      message: `${names.length} ${one ? "file" : "files"} with findings ${one ? "is" : "are"} not in the repository, for example "${names[0]}"; the findings count for the package that ran the tool.`,
      remedy:
        'If they are files of this repository seen from another folder or container, add a mapping: `paths: [{ from: "/app/", to: "" }]`.',
    },
  ];
}

export function unplacedLines(spellings: readonly string[]): readonly RawProblem[] {
  if (spellings.length === 0) return [];
  return [
    {
      code: "unmapped-path",
      severity: "warning",
      message: `${spellings.length} files of which the report tells who tests them are not in the repository, for example "${spellings[0]}".`,
      remedy:
        'If they are files of this repository seen from another folder or container, add a mapping: `paths: [{ from: "/app/", to: "" }]`.',
    },
  ];
}

function unmapped(
  files: readonly { readonly spelling: string }[],
  total: number,
  severity: RawProblem["severity"],
): RawProblem {
  const isAll = files.length === total;
  const examples = files
    .slice(0, 3)
    .map(({ spelling }) => `"${spelling}"`)
    .join(", ");
  return {
    code: "unmapped-path",
    severity,
    message: `${isAll ? "No" : `${files.length} of ${total}`} measured ${isAll ? "file is" : "files are not"} in the repository (${examples}); ${isAll ? "nothing of this report is" : "they are not"} counted.`,
    remedy:
      'If they are files of this repository seen from another folder or container, add a mapping: `paths: [{ from: "/app/", to: "" }]`. If they are generated or vendored, exclude them in the coverage tool.',
  };
}
