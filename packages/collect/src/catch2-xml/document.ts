import type { Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { type Child, groupPart, ignored, type Part } from "../xml-tests/part.ts";
import { compareTotals, sumOf, type Totals } from "../xml-tests/totals.ts";
import { testCasePart } from "./test-case-part.ts";

export function catch2Document(cases: Cases, sink: Sink): Part {
  return groupPart((name, attributes) =>
    name === "Catch" || name === "Catch2TestRun" ? runPart(attributes, cases, sink) : undefined,
  );
}

/** A run of one test program. A signal ends it: what should have run after it is not in the report. */
function runPart(attributes: XmlAttributes, cases: Cases, sink: Sink): Part {
  const program = attributes.keep("name") ?? "";
  const version = attributes.get("catch2-version");
  sink.producer(version !== undefined && /^[\w.+-]{1,40}$/.test(version) ? `Catch2 ${version}` : "Catch2");
  const before = { entries: cases.entries, failing: cases.failing };
  const signals: string[] = [];
  let totals: Totals | undefined;

  return {
    isContainer: true,
    child(name, of) {
      if (name === "Group") return groupPart(inGroup);
      if (name === "OverallResultsCases") totals = totalsOf(of);
      return inGroup(name, of);
    },
    close(complete) {
      const found = { tests: cases.entries - before.entries, failing: cases.failing - before.failing };
      if (complete && totals !== undefined) compareTotals(cases, program, totals, found);
      if (signals.length > 0) sink.run({ source: "Catch2", verdict: "interrupted", errors: signals });
    },
  };

  function inGroup(name: string, of: XmlAttributes): Child {
    if (name === "TestCase") return testCasePart(of, cases, (signal) => void signals.push(signal));
    return silent.has(name) ? ignored : undefined;
  }
}

const silent: ReadonlySet<string> = new Set(["OverallResults", "OverallResultsCases", "Randomness"]);

function totalsOf(attributes: XmlAttributes): Totals {
  return {
    tests: sumOf(attributes, ["successes", "failures", "expectedFailures", "skips"]),
    failing: attributes.integer("failures"),
  };
}
