import { differenceClasses } from "../coverage-difference.ts";
import { type JsonSchema, listOf, natural, object, ranges, text, truth } from "./parts.ts";

const counts: JsonSchema = {
  ...object(Object.fromEntries(differenceClasses.map((name) => [name, natural])), []),
  description:
    "Lines per class of lcov's genhtml. G: covered, U: not. NC: new, BC: of the base (C: both, L: lost, G: gained), IC: only now in reports, E and D: excluded and deleted.",
};

const cause: JsonSchema = {
  oneOf: [
    object({ why: { const: "report-missing" }, what: text }),
    object({ why: { const: "flaky" }, lines: ranges }),
    object({ why: { const: "tests" }, kind: text, gone: natural, skipped: natural, failing: natural }),
  ],
};

/** What became of the coverage of all lines since the base. */
export const coverageDifference: JsonSchema = {
  oneOf: [
    object({ known: { const: false }, reason: text, remedy: text }),
    object({
      known: { const: true },
      counts,
      files: listOf(
        object(
          {
            path: text,
            package: text,
            oldPath: text,
            inDiff: { ...truth, description: "Whether the change touches the file." },
            counts,
            lost: ranges,
            causes: listOf(cause),
          },
          ["path", "package", "inDiff", "counts", "lost", "causes"],
        ),
        "Files in which something changed, those that lost coverage outside the diff first.",
      ),
      notCompared: listOf(
        text,
        "The base report is of another text of these files, or a report knows their totals only.",
      ),
      vanished: listOf(
        object({ path: text, package: text, lines: natural }),
        "Files that the base measured, that are still there, and that no report measures now.",
      ),
    }),
  ],
};
