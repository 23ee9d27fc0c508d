import { cleanName } from "../json/clean-name.ts";
import { lostResults } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { type Doubt, quote, times } from "../problem-tally.ts";

/** A spec with where it stands. */
export type PlacedSpec = {
  readonly spec: Members;
  /** `describe` titles from the outside in, without the nameless ones. */
  readonly suite: readonly string[];
  /** As the file's own suite says; the spec may say better. */
  readonly file: string | undefined;
};

/** Suites nested deeper add nothing to the path of a test. */
const deepestPath = 100;

/**
 * Every spec of a report in its order. The suites at the top are the test files and no part of the titles. Walks by
 * a list of its own, so that depth costs no stack. What cannot be read is a doubt.
 */
export function* walkSpecs(
  files: readonly unknown[],
  whole: boolean,
  doubt: (doubt: Doubt, where: string) => void,
): Iterable<PlacedSpec> {
  const open: Step[] = stepsTo(files, { isFile: true, suite: [], file: undefined });
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { value, place } = step;
    if (!isMembers(value)) {
      doubt(lostResults, `a suite that is ${showValue(value)}`);
      continue;
    }
    const inside = enter(value, place, doubt);
    for (const spec of listIn(value, "specs", whole)) {
      if (isMembers(spec)) yield { spec, suite: inside.suite, file: inside.file };
      else doubt(lostResults, `a spec that is ${showValue(spec)}`);
    }
    for (const nested of stepsTo(listIn(value, "suites", false), inside)) open.push(nested);
  }

  function listIn(suite: Members, name: string, isWanted: boolean): readonly unknown[] {
    const list = ownList(suite, name);
    const told = own(suite, name);
    if (list === undefined && (isWanted || (told !== undefined && told !== null)))
      doubt(lostResults, `"${name}" of the suite ${quote(ownText(suite, "title") ?? "")}`);
    return list ?? [];
  }
}

type Place = {
  /** True for the suites at the top. */
  readonly isFile: boolean;
  readonly suite: readonly string[];
  readonly file: string | undefined;
};

type Step = { readonly value: unknown; readonly place: Place };

/** The last step is taken first. */
function stepsTo(suites: readonly unknown[], place: Place): Step[] {
  return suites.map((value) => ({ value, place })).reverse();
}

function enter(suite: Members, outer: Place, doubt: (doubt: Doubt, where: string) => void): Place {
  const file = ownText(suite, "file") ?? outer.file;
  const title = cleanName(ownText(suite, "title") ?? "");
  if (outer.isFile || title === "") return { isFile: false, suite: outer.suite, file };
  if (outer.suite.length >= deepestPath) {
    doubt(deepPath, quote(title));
    return { isFile: false, suite: outer.suite, file };
  }
  return { isFile: false, suite: [...outer.suite, title], file };
}

const deepPath: Doubt = {
  code: "too-deep",
  severity: "info",
  message: (count) =>
    `${times(count, "suite lies", "suites lie")} more than ${deepestPath} suites deep; ${count === 1 ? "its title is" : "their titles are"} no part of the tests' names.`,
  remedy: "No tool nests tests like this: look at what writes the file.",
};
