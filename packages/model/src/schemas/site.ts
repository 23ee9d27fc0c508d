import { problemCodes } from "../problem.ts";
import {
  digest,
  type JsonSchema,
  listOf,
  natural,
  object,
  positive,
  refTo,
  severity,
  tally,
  testStatus,
  text,
  truth,
} from "./parts.ts";

const pair = (what: string): JsonSchema => ({
  type: "array",
  prefixItems: [text, text],
  items: false,
  minItems: 2,
  description: what,
});

const extent: JsonSchema = {
  type: "array",
  prefixItems: [natural, natural, natural],
  items: false,
  minItems: 3,
  description: "Found, surely covered, and covered at most.",
};

const extents = { lines: refTo("extent"), functions: refTo("extent"), branches: refTo("extent") };
const figures = { ...extents, base: refTo("extents") };
const neededFigures = Object.keys(extents);

const lines = (description: string): JsonSchema =>
  listOf(positive, `${description} First and last line of each range, one after the other.`);

const test = object(
  {
    title: text,
    place: { ...text, description: "File and line, else the package." },
    package: text,
    kind: text,
    status: testStatus,
    note: text,
    owners: listOf(text),
  },
  ["title", "place", "package", "kind", "status", "note"],
);

const cause = object(
  {
    tests: listOf(test, "They say the same; the first one is quoted."),
    trace: { ...text, description: "Absent where it was left out." },
    command: { ...text, description: "Runs the first one alone." },
    failure: { ...text, description: "What a waiver calls it." },
    waived: {
      ...positive,
      description: "How many of its tests waivers excuse: the last ones, and those that are not named.",
    },
    notes: text,
    attachments: listOf(text),
    more: { ...positive, description: "Tests of the cause that are not named." },
  },
  ["tests"],
);

const testRow: JsonSchema = {
  type: "array",
  prefixItems: [text, testStatus, { type: "integer", minimum: -1 }, text],
  items: false,
  minItems: 4,
  description: "Title, status, microseconds (-1 where they are not known), note.",
};

const testFile = object(
  {
    path: { ...text, description: "The package where no file is known." },
    package: text,
    kind: text,
    ...{ passed: natural, failed: natural, errored: natural, skipped: natural, todo: natural },
    durationUs: natural,
    tests: listOf(testRow, "Absent where only the counts are here."),
  },
  ["path", "package", "kind", "passed", "failed", "errored", "skipped", "todo", "durationUs"],
);

const fileDetail: JsonSchema = {
  ...object({
    uncovered: lines("No test runs them."),
    unsure: lines("Those of them of which the reports do not say for certain."),
    fresh: lines("The change uncovers them."),
    lost: lines("Tests ran them on the base."),
    lostWhy: { ...text, description: "What may be why they are lost; empty where nothing is known." },
    only: listOf({ type: "array", prefixItems: [text, lines("Lines.")], items: false, minItems: 2 }),
  }),
  description: "Absent where only the figures are here.",
};

const file = object(
  {
    ...figures,
    path: text,
    package: text,
    kinds: listOf(object({ kind: text, ...extents })),
    detail: fileDetail,
  },
  [...neededFigures, "path", "package", "kinds"],
);

const finding = object({ word: text, place: text, rule: text, message: text, note: text });

const problem = object({
  severity,
  code: { enum: problemCodes },
  message: text,
  remedy: text,
  places: listOf(text, "The first of them."),
  count: positive,
});

const input = object({
  ...{ path: text, format: text, producer: text, package: text, kind: text },
  state: { ...text, description: "How it was read." },
  isOk: truth,
  bytes: natural,
  digest,
});

const dropped: JsonSchema = {
  type: "object",
  additionalProperties: positive,
  description: "How many items the lists of this part leave out, by their names.",
};

/** The JSON inside `report.html`. */
export const siteSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/site/1",
  title: "What the HTML report shows beside its verdict",
  description: "Lists are cut to keep the page small; report.json has all of it.",
  ...object({
    schema: { const: "tollgate/site/1" },
    tests: object({
      total: tally,
      against: { ...text, description: "Against the base; empty without one." },
      failures: listOf(cause, "New failures first."),
      unsteady: listOf(cause, "They pass, and failed before."),
      changes: listOf(
        object({ word: text, title: text, place: text, was: text }),
        "Tests that are others than on the base.",
      ),
      files: listOf(testFile),
      dropped,
    }),
    coverage: object(
      {
        notes: listOf(text),
        total: object(figures, neededFigures),
        cells: listOf(
          object({ ...figures, package: text, kind: text }, [...neededFigures, "package", "kind"]),
        ),
        files: listOf(file),
        unmeasured: listOf(pair("A source, and what is known of it.")),
        dropped,
      },
      ["notes", "cells", "files", "unmeasured", "dropped"],
    ),
    findings: object({
      counts: { ...text, description: "Empty where no analysis tool looked." },
      items: listOf(finding),
      dropped,
    }),
    evidence: object({
      judged: listOf(pair("What was judged by or compared with.")),
      expected: listOf(
        object({ what: text, state: { enum: ["arrived", "reused", "broken", "missing"] }, because: text }),
      ),
      missing: listOf(object({ what: text, because: text, remedy: text })),
      problems: listOf(problem),
      inputs: listOf(input),
      dropped,
    }),
    leftOut: listOf(text, "Empty where all of it is here."),
  }),
  $defs: { extent, extents: object(extents) },
};
