import { quote } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import { sumOf, type Totals } from "../xml-tests/totals.ts";
import { collectorsPart, resultFilesPart } from "./attachments.ts";

/** What `ResultSummary` says about the whole run. */
export type Summary = {
  outcome: string | undefined;
  totals: Totals | undefined;
  /** Errors that the runner or the test framework told about the run. */
  readonly errors: string[];
  /** Files of the run, as written. */
  readonly files: string[];
};

export function summaryPart(attributes: XmlAttributes, summary: Summary): Part {
  summary.outcome = attributes.keep("outcome") ?? "";
  return groupPart((name, of) => {
    if (name === "Counters") {
      summary.totals = { tests: of.integer("total"), failing: sumOf(of, failingCounters) };
      return ignored;
    }
    if (name === "RunInfos")
      return groupPart((info, told) => (info === "RunInfo" ? runInfoPart(told, summary) : undefined));
    if (name === "ResultFiles") return resultFilesPart((path) => void summary.files.push(path));
    if (name === "CollectorDataEntries") return collectorsPart((path) => void summary.files.push(path));
    return name === "Output" ? ignored : undefined;
  });
}

function runInfoPart(attributes: XmlAttributes, { errors }: Summary): Part {
  const outcome = attributes.get("outcome") ?? "";
  if (harmless.has(outcome)) return groupPart(() => ignored);
  let text = "";
  return {
    child: (name) => (name === "Text" ? textPart((told) => (text ||= told)) : ignored),
    close: () => {
      if (errors.length < mostErrors) errors.push(text || `outcome=${quote(outcome)}`);
    },
  };
}

/** A run has a few errors; a test framework that writes one for each failure may have many. */
const mostErrors = 1_000;

const harmless: ReadonlySet<string> = new Set(["Warning", "Passed", "Completed", "NotExecuted"]);

const failingCounters = ["failed", "error", "timeout", "aborted", "disconnected", "passedButRunAborted"];
