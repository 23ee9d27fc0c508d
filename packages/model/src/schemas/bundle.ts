import {
  annotation,
  attachment,
  detail,
  digest,
  exclusion,
  findingMembers,
  inputRef,
  type JsonSchema,
  listOf,
  natural,
  neededOfFinding,
  object,
  origin,
  problem,
  readStatus,
  refTo,
  run,
  testStatus,
  text,
  truth,
} from "./parts.ts";

/** Integers as `hits` has them. */
function rows(what: string): JsonSchema {
  return {
    ...text,
    description: `${what} Of each integer the difference to the one in the row before: doubled, and of a negative one the double of its opposite less 1.`,
  };
}

/** One line of an uncompressed bundle. A bundle is a gzip file of such lines; the first is the header, the last the end. */
export const bundleSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/bundle/1",
  title: "One line of a Tollgate bundle",
  description:
    "A bundle is a gzip file of JSON lines: a header; for each evidence its line, its cases, its files, its findings and which tests hit which lines, each measured source and each coverage map before the first file that names it; an end that declares the counts.",
  oneOf: [
    object({ schema: { const: "tollgate/bundle/1" } }),
    object({ evidence: refTo("evidence") }),
    object({
      cases: {
        type: "array",
        items: refTo("case"),
        description: "Test cases of the evidence before, in the report's order.",
      },
      places: listOf(refTo("place"), "Packages and files that the cases of this line name by their index."),
      suites: listOf(
        listOf(text),
        "Suites from the outside in, which the cases of this line name by their index.",
      ),
    }),
    object({ source: object({ path: text, package: text }) }),
    object({ map: refTo("map") }),
    object({ file: refTo("file") }),
    object({
      findings: listOf(refTo("finding"), "Findings of the evidence before, in the report's order."),
    }),
    object({
      testNames: listOf(text, "Names of the tests that ranges of lines belong to, of the evidence before."),
    }),
    object({
      lineTests: object({
        path: text,
        package: text,
        ranges: {
          ...text,
          description:
            "Lines that tests hit, as Base64 of LEB128 integers: for each test the distance to the test before (from -1) and the number of its ranges; for each range twice the distance to the last line, plus 1 for a single line, else followed by its length less 1.",
        },
      }),
    }),
    object({ end: object({ evidence: natural, maps: natural, sources: natural }) }),
  ],
  $defs: {
    evidence: object(
      {
        id: { ...digest, description: "Over the origin and the digest of the input." },
        origin: refTo("origin"),
        input: inputRef,
        commit: { ...text, description: "Commit whose checkout the report was collected from." },
        dirty: {
          ...truth,
          description: "Whether that checkout had changed or new files, besides what tests write.",
        },
        soughtBy: {
          ...digest,
          description:
            "Over the `reports` of the policy that judges, where the change has others and it was looked for by both.",
        },
        status: readStatus,
        problems: listOf(refTo("problem")),
        runs: listOf(refTo("run")),
        tests: {
          ...object({ entries: natural, cases: natural, attachments: listOf(refTo("attachment")) }, [
            "entries",
            "cases",
          ]),
          description:
            "How many cases follow, how many entries the report had before tries were folded, and what suites and the run left behind.",
        },
        coverage: { ...object({ files: natural }), description: "How many files follow." },
        findings: {
          ...object({ tools: listOf(text), findings: natural }),
          description: "Which analysis tools looked, and how many findings follow.",
        },
        lineTests: {
          ...object({ tests: natural, files: natural }),
          description: "How many names of tests and files with their lines follow.",
        },
      },
      ["id", "origin", "input", "status", "problems", "runs"],
    ),
    origin,
    problem,
    run,
    place: object({ package: text, file: text }, ["package"]),
    case: object(
      {
        place: { ...natural, description: "Which of the line's places." },
        suite: { ...natural, description: "Which of the line's suites." },
        name: text,
        environment: text,
        line: natural,
        status: testStatus,
        durationUs: natural,
        details: listOf(refTo("detail")),
        attachments: listOf(refTo("attachment")),
        annotations: listOf(refTo("annotation")),
        earlier: listOf(refTo("try")),
        tryOf: {
          ...object({ series: text, startedAt: natural, number: natural }, ["series"]),
          description:
            "The report holds one try: tries of one series in one origin are one test. Milliseconds since 1970; 0 for the first try.",
        },
      },
      ["place", "suite", "name", "status"],
    ),
    try: object(
      {
        status: testStatus,
        durationUs: natural,
        details: listOf(refTo("detail")),
        attachments: listOf(refTo("attachment")),
      },
      ["status", "details"],
    ),
    finding: object(findingMembers, neededOfFinding),
    detail,
    annotation,
    attachment,
    map: object(
      {
        precision: { enum: ["columns", "lines"] },
        statements: rows("First line, first column, last line, last column; -1 unknown."),
        functions: object({
          names: listOf(text),
          places: rows("For each name: line, column, last line."),
        }),
        branches: object({
          types: listOf(text),
          places: rows("For each type: line, column, number of arms."),
          arms: rows("Line and column of each arm, branch by branch."),
        }),
        conditions: rows("Line, total."),
        totals: {
          ...listOf(natural),
          description:
            "Lines, functions and branches of the whole file, where a report knows no more than their numbers.",
        },
      },
      ["precision", "statements", "functions", "branches", "conditions"],
    ),
    file: object(
      {
        source: { ...natural, description: "Which source: 0 is the first that was written." },
        map: { ...natural, description: "Which map: 0 is the first that was written." },
        hits: {
          ...text,
          description:
            "Hits of statements, functions, arms, then covered conditions and totals: integers, each one more than the count, so that 0 is not measured. An integer is Base64 digits of five bits each, the lowest first; all but the last have their sixth bit set (VLQ without a sign).",
        },
        excluded: listOf(exclusion),
        version: {
          ...text,
          description: "What identifies the measured text, behind the name of its scheme: `md5:…`.",
        },
      },
      ["source", "map", "hits"],
    ),
  },
};
