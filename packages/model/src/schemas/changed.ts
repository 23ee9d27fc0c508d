import { lineClasses, unmeasuredReasons } from "../report.ts";
import { type JsonSchema, listOf, natural, object, positive, ranges, text, triple, truth } from "./parts.ts";

const place: JsonSchema = { type: "integer", minimum: -1, description: "-1: unknown." };

const file: JsonSchema = object({
  path: text,
  package: text,
  ...triple,
  charged: { ...object(triple), description: "What the change answers for." },
  classes: listOf(
    object({ what: { enum: [...lineClasses] }, lines: ranges }),
    "Touched lines that have code, by what the change did to them.",
  ),
  uncovered: ranges,
  excused: { ...ranges, description: "Not charged: no test ran them on the base either." },
  lost: { ...ranges, description: "Only moved or reformatted, and tests ran them on the base." },
  uncoveredFunctions: listOf(
    object({
      name: text,
      line: place,
      endLine: place,
      excused: truth,
    }),
  ),
  byKind: listOf(object({ kind: text, ...triple, charged: object(triple), uncovered: ranges })),
});

/** Coverage of what the change adds or touches, or why it is not known. */
export const changed: JsonSchema = {
  oneOf: [
    object({ known: { const: false }, reason: text, remedy: text }),
    object(
      {
        known: { const: true },
        files: listOf(file),
        unmeasured: listOf(
          object({ path: text, package: text, lines: natural, why: { enum: [...unmeasuredReasons] } }, [
            "path",
            "package",
            "lines",
          ]),
          "What no report tells of changed source files. Lines 0: not known how many.",
        ),
        unexcused: {
          ...object({ lines: positive, reason: text, remedy: text }),
          description:
            "Lines that are charged only because nothing tells whether a test ran them on the base.",
        },
      },
      ["known", "files", "unmeasured"],
    ),
  ],
};
