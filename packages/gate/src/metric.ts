import type { CoverageMetric, Report } from "@tollgate/model";
import type { Gap } from "./evidence/gap.ts";
import { choiceOption, type Option } from "./option.ts";

/** The option that every coverage rule has. */
export function metricOption(description: string): Option<CoverageMetric> {
  return choiceOption({ description, stricter: "names", values: ["lines", "functions", "branches"] });
}

/** Singular and plural of a metric, for `plural`. */
export function metricNoun(metric: CoverageMetric, adjective = ""): [one: string, many: string] {
  const one = metric === "branches" ? "branch" : metric.slice(0, -1);
  return [`${adjective}${one}`, `${adjective}${metric}`];
}

/** Why a range may lie around a limit. */
export function undecidedHits(metric: CoverageMetric, { coverage, problems }: Report): Gap {
  const isMisfit = problems.some(({ code }) => code === "map-mismatch");
  if (!isMisfit && coverage.some(({ map }) => map.totals !== undefined)) return withoutLines;
  if (metric !== "branches") return misfit;
  return {
    cause: "absent",
    what: "reports count branches of one line without saying which",
    remedy:
      "Let the tests write coverage-final.json beside or instead of lcov or Cobertura: it names each branch.",
  };
}

const withoutLines: Gap = {
  cause: "absent",
  what: "some reports tell how much of a file is covered, and not which lines",
  remedy:
    "Let the tool write a report with lines, too: istanbul's reporter `json` or `lcov` beside `json-summary`, gcovr's `--json` beside `--json-summary`. The problem of code totals-only names the files.",
};

const misfit: Gap = {
  cause: "absent",
  what: "a report does not fit the source that it measured, so what it covers is unknown",
  remedy: "The problems of code map-mismatch name the reports and what to do.",
};
