import { type Members, own, ownInteger, ownMembers } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { contradiction, lostPart } from "../json-coverage/doubts.ts";
import { neededList, neededMembers, optionalList, toLine } from "../json-coverage/told-values.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";

/**
 * One file: lines that ran, that did not, and that a comment took out; jumps from line to line. The tool knows whether
 * a line ran, not how often: what ran has one hit.
 */
export function readFile(told: Members, where: string, into: CountedFile, doubts: ProblemTally): void {
  const linesOf = (name: string): ReadonlySet<number> =>
    new Set(
      neededList(told, name, where, doubts).map((line) =>
        toLine(line, () => `"${name}" of ${where}`, doubts),
      ),
    );
  const excluded = own(told, "excluded_lines") === undefined ? new Set<number>() : linesOf("excluded_lines");
  const missing = linesOf("missing_lines");
  for (const line of excluded)
    if (line !== unknownLine) into.exclude({ line, entity: "line", reason: "excluded by coverage.py" });
  for (const line of missing) into.addLine(line, 0);
  for (const line of linesOf("executed_lines")) {
    if (missing.has(line)) doubts.add(contradiction, `line ${line} of ${where}`);
    // coverage.py 6 lists the first line of what is excluded among the executed ones, too.
    else if (!excluded.has(line)) into.addLine(line, 1);
  }
  readJumps(told, where, into, doubts);
  readFunctions(told, where, into, doubts);
}

/** Branches are pairs of line numbers; a negative one is the way out of a function, a class or a module. */
function readJumps(told: Members, where: string, into: CountedFile, doubts: ProblemTally): void {
  const missing = new Set<string>();
  for (const [name, taken] of [
    ["missing_branches", 0],
    ["executed_branches", 1],
  ] as const) {
    for (const jump of optionalList(told, name, where, doubts)) {
      const [from, to]: readonly unknown[] = Array.isArray(jump) ? jump : [];
      if (!Number.isSafeInteger(to)) {
        doubts.add(lostPart, `a jump of "${name}" of ${where} that is ${showValue(jump)}`);
        continue;
      }
      const line = toLine(from, () => `a jump of ${where}`, doubts);
      const key = `${line} ${to}`;
      if (taken === 0) missing.add(key);
      else if (missing.has(key)) doubts.add(contradiction, `the jump from line ${line} to ${to} of ${where}`);
      into.addArm({ line, branch: "", name: String(to) }, missing.has(key) ? 0 : taken);
    }
  }
}

/**
 * Functions, where their first line is told (coverage.py 7). One ran when a line of its body ran. Of one that stands
 * on a single line that cannot be told, since that line also runs when the function is defined.
 */
function readFunctions(told: Members, where: string, into: CountedFile, doubts: ProblemTally): void {
  for (const [name, value] of Object.entries(ownMembers(told, "functions") ?? {})) {
    const region = neededMembers(value, () => `the function ${showValue(name)} of ${where}`, doubts);
    if (region === undefined) continue;
    const line = ownInteger(region, "start_line", 1);
    if (line === undefined || name === "") continue; // "" is what stands outside of functions
    const linesOf = (list: string): readonly unknown[] =>
      neededList(region, list, `the function ${showValue(name)} of ${where}`, doubts).filter(
        (inside) => typeof inside === "number" && inside > line,
      );
    const ran = linesOf("executed_lines").length > 0;
    if (ran || linesOf("missing_lines").length > 0)
      into.addFunction({ name, line: lineNumber(line), endLine: -1 }, ran ? 1 : 0);
  }
}
