import type { Doubt } from "../problem-tally.ts";
import { quote, times } from "../problem-tally.ts";
import type { CaseSink } from "./case-sink.ts";
import { cleanName } from "./clean-name.ts";

/** Suites nested deeper add nothing to the path of a test. */
const deepestPath = 100;

/** The path with one more title at its end; without a title, and beyond a hundred of them, the path itself. */
export function extendPath(
  path: readonly string[],
  title: string | undefined,
  cases: CaseSink,
): readonly string[] {
  const name = cleanName(title ?? "");
  if (name === "") return path;
  if (path.length < deepestPath) return [...path, name];
  cases.doubt(deepPath, quote(name));
  return path;
}

const deepPath: Doubt = {
  code: "too-deep",
  severity: "info",
  message: (count) =>
    `${times(count, "suite lies", "suites lie")} more than ${deepestPath} suites deep; ${count === 1 ? "its title is" : "their titles are"} no part of the tests' names.`,
  remedy: "No tool nests tests like this: look at what writes the file.",
};
