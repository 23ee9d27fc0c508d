import type { CorpusRow } from "./corpus-tests.ts";
import { coverageExceptions } from "./coverage-exceptions.ts";
import type { Figures } from "./coverage-figures.ts";

type Told = Readonly<Record<string, unknown>>;

/**
 * What an independent script counted in a coverage report of the corpus, in our words: by the format's own meaning of its
 * figures, and nothing that our reader says. Figures that it did not count are not in it.
 */
export function countedFigures({ format, tool, expected, path }: CorpusRow, text: string): Partial<Figures> {
  const told = expected as Told; // the manifest's documentation says what each format has
  const declared = (told["declared"] ?? {}) as Readonly<Record<string, string>>;
  const figures = ours(told);
  if (format === "go-coverprofile") {
    // Its own figures are weighted by statements; ours are lines that blocks touch.
    const { files, lines_spanned: found, lines_spanned_hit: hit } = told as Readonly<Record<string, number>>;
    return { files: files!, lines_found: found!, lines_hit: hit! };
  }
  if (format === "istanbul-summary") {
    const total = told["total"] as Readonly<Record<string, readonly [total: number, covered: number]>>; // its own header
    return {
      files: told["files"] as number,
      ...pair("lines", ...total["lines"]!),
      ...pair("functions", ...total["functions"]!),
      ...pair("branches", ...total["branches"]!),
    };
  }
  // The script takes the numbers of a branch as Clover defines them; istanbul writes arms, which its header counts.
  if (format === "clover" && /\/cov-[^/]+\/clover\.xml$/.test(path))
    return { ...figures, ...pair("branches", declared["conditionals"], declared["coveredconditionals"]) };
  // Of lines that are listed as executed and as excluded; coverage.py subtracts them (fact sheet, 8).
  if (format === "coveragepy-json")
    return { ...figures, ...pair("lines", declared["num_statements"], declared["covered_lines"]) };
  // Methods that have code of the source, as the report's own summary counts them; where it counts more, some were cut out.
  if (format === "opencover" && Number(declared["numMethods"]) <= (figures.functions_found ?? 0))
    return { ...figures, ...pair("functions", declared["numMethods"], declared["visitedMethods"]) };
  return format === "jacoco" && tool === "gcovr" ? ofLineElements(told, text) : figures;
}

/** What we count: the independent figures, or those of the one table of exceptions. */
export function wantedFigures(row: CorpusRow, text: string): Partial<Figures> {
  const exception = coverageExceptions.find(({ file }) => row.path.endsWith(file));
  return { ...countedFigures(row, text), ...exception?.ours };
}

/** gcovr's JaCoCo has counters of methods without a method, and lines that do not say whether they ran: none is a hit. */
function ofLineElements(told: Told, text: string): Partial<Figures> {
  const { branches_found, branches_hit } = told["line_elements_say"] as Figures; // as its documentation says
  const { files } = ours(told);
  return { files: files!, lines_found: distinctLines(text), lines_hit: 0, branches_found, branches_hit };
}

/** Some of gcovr's lines stand twice in their file; the script counts them twice. */
function distinctLines(text: string): number {
  return text
    .split("<sourcefile ")
    .map((file) => new Set(Array.from(file.matchAll(/<line nr="(\d+)"/g), ([, line]) => line)).size)
    .reduce((sum, size) => sum + size, 0);
}

function ours(told: Told): Partial<Figures> {
  return Object.fromEntries(names.flatMap((name) => (name in told ? [[name, told[name]]] : [])));
}

const names: readonly (keyof Figures)[] = [
  "files",
  "lines_found",
  "lines_hit",
  "branches_found",
  "branches_hit",
  "functions_found",
  "functions_hit",
];

function pair(metric: "lines" | "branches" | "functions", found: unknown, hit: unknown): Partial<Figures> {
  return { [`${metric}_found`]: Number(found), [`${metric}_hit`]: Number(hit) };
}
