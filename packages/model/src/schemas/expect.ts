import { producerEnds } from "../report.ts";
import { expectation, place, reused, state } from "./expected.ts";
import { type JsonSchema, listOf, object, positive, problem, refTo, text } from "./parts.ts";

const required = ["package", "from", "because", "required"];

/** What `tollgate expect --json` prints. */
export const expectSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/expect/1",
  title: "What must arrive",
  description: "Every expectation with its reason, what came for it and what did not.",
  ...object({
    schema: { const: "tollgate/expect/1" },
    expected: listOf(refTo("expected"), "Sorted by package, then kind."),
    excepted: listOf(refTo("excepted"), "What the policy takes out."),
    problems: listOf(problem, "What is wrong with the list itself."),
  }),
  $defs: {
    expected: object(
      {
        ...expectation,
        state,
        by: listOf(refTo("evidence"), "What came for it, sorted by path."),
        missing: listOf(refTo("missing"), "What did not come."),
      },
      [...required, "state", "by", "missing"],
    ),
    excepted: object(
      {
        ...expectation,
        reason: text,
        exceptedAt: { ...place, description: "Where the policy takes it out." },
      },
      [...required, "reason", "exceptedAt"],
    ),
    evidence: object(
      {
        path: text,
        job: text,
        shard: object({ index: positive, total: positive }),
        environment: listOf(text),
        reused,
        fromCache: { ...text, description: "The task for which a task runner's cache restored it." },
      },
      ["path", "job", "shard", "environment"],
    ),
    missing: object({ what: text, because: text, remedy: text, producer: { enum: producerEnds } }, [
      "what",
      "because",
      "remedy",
    ]),
  },
};
