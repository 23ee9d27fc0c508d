import { problemCodes } from "../problem.ts";
import { type JsonSchema, listOf, natural, object, readStatus, refTo, severity, text } from "./parts.ts";

/** What `tollgate inspect --json` prints. */
export const inspectSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/inspect/1",
  title: "A Tollgate inspection",
  description: "One entry for every file given, in the order given.",
  ...object({ schema: { const: "tollgate/inspect/1" }, files: listOf(refTo("file")) }),
  $defs: {
    file: object(
      {
        path: { ...text, description: "As given." },
        bytes: natural,
        format: { type: ["string", "null"], description: "Format id; null when unrecognised." },
        producer: {
          type: ["string", "null"],
          description: "The tool that wrote it, where the file says so.",
        },
        status: {
          ...readStatus,
          description:
            "ok: no problem of severity error; partial: something was lost; invalid: nothing usable.",
        },
        problems: listOf(refTo("problem")),
        tests: refTo("tests"),
        coverage: refTo("coverage"),
        findings: refTo("findings"),
        specification: refTo("specification"),
        losses: {
          ...listOf(refTo("loss")),
          description: "What the tool that wrote the report cannot tell; absent where nothing is known.",
        },
      },
      ["path", "bytes", "format", "producer", "status", "problems"],
    ),
    loss: object({
      fact: text,
      what: { ...text, description: "The fact in words." },
      mend: {
        ...text,
        description: "The line of configuration, or the command, after which it is told.",
      },
    }),
    problem: object(
      {
        code: { enum: problemCodes },
        severity,
        message: text,
        remedy: text,
        line: natural,
        column: natural,
        offset: { ...natural, description: "In bytes from the start." },
      },
      ["code", "severity", "message", "remedy"],
    ),
    tests: {
      ...object(
        {
          entries: { ...natural, description: "Test entries as written in the file." },
          cases: { ...natural, description: "After folding retries." },
          passed: natural,
          failed: natural,
          errored: natural,
          skipped: natural,
          todo: natural,
          flaky: { ...natural, description: "Among the passed." },
          attempts: { ...natural, description: "All tries." },
          attachments: {
            ...natural,
            description: "Of tests, suites and the run; absent when there is none.",
          },
        },
        ["entries", "cases", "passed", "failed", "errored", "skipped", "todo", "flaky", "attempts"],
      ),
      description: "passed + failed + errored + skipped + todo = cases.",
    },
    coverage: object({
      files: natural,
      lines: refTo("extent"),
      branches: refTo("extent"),
      functions: refTo("extent"),
    }),
    findings: {
      ...object({
        tools: { ...listOf(text), description: "Analysis tools that looked." },
        results: natural,
        error: natural,
        warning: natural,
        note: natural,
        none: { ...natural, description: "Nothing to be mended, such as rules that passed." },
        suppressed: natural,
        withoutPlace: { ...natural, description: "Those that name no file." },
      }),
      description: "error + warning + note + none = results.",
    },
    specification: {
      ...object({
        feature: { type: ["string", "null"], description: "Null where the file holds comments only." },
        language: { type: ["string", "null"], description: "Of its keywords: `en`, `de`…" },
        scenarios: { ...natural, description: "Without examples." },
        outlines: { ...natural, description: "Scenarios with examples." },
        rules: natural,
        backgrounds: natural,
        steps: { ...natural, description: "As written, those of backgrounds included." },
        exampleRows: natural,
        pickles: { ...natural, description: "Scenarios to run: an outline once for each row of examples." },
        pickleSteps: { ...natural, description: "Steps to run for them." },
        tags: natural,
        comments: natural,
      }),
      description: "What a file says that should happen; it holds no results.",
    },
    extent: object({ found: natural, hit: natural }),
  },
};
