import { instabilityOf, type TestCase, type Unsteadiness } from "@tollgate/model";
import { quote, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

/** Most names that are quoted. */
const quoted = 3;

/** One Problem for all tests of a report whose titles look as if they were others in every run. */
export function unstableNames(cases: readonly TestCase[]): readonly RawProblem[] {
  const suites = suiteWatch();
  const examples = new Set<string>();
  let count = 0;
  for (const { suite, name } of cases) {
    const inName = instabilityOf(name);
    const [title, what] = inName === undefined ? suites(suite) : [name, inName];
    if (title === undefined) continue;
    count++;
    if (examples.size < quoted) examples.add(`${quote(title)} (${what})`);
  }
  if (count === 0) return [];
  return [
    {
      code: "unstable-name",
      severity: "warning",
      message: `${times(count, "test looks", "tests look")} like another one in every run by ${count === 1 ? "its name" : "their names"}: ${[...examples].join(", ")}.`,
      remedy:
        "Name tests by what they are about, not by values that are made during the run: give parameters a label (`$label` in it.each, `ids=` in pytest, `name =` in JUnit 5), or fix clock and seed. Until then comparisons match such a test only where nothing else looks like it.",
    },
  ];
}

type Unsteady = readonly [title: string, what: Unsteadiness] | readonly [];

/** Looks at each suite once: readers share one array among its tests. */
function suiteWatch(): (suite: readonly string[]) => Unsteady {
  let last: readonly string[] = [];
  let found: Unsteady = [];
  return (suite) => {
    if (suite === last) return found;
    last = suite;
    found = [];
    for (const title of suite) {
      const what = instabilityOf(title);
      if (what !== undefined) found = [title, what];
    }
    return found;
  };
}
