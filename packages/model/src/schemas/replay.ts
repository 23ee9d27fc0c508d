import { digest, type JsonSchema, listOf, object, text } from "./parts.ts";

const head = {
  schema: { const: "tollgate/replay/1" },
  decision: { ...digest, description: "Over its bytes." },
};
const any: JsonSchema = { description: "Any JSON value; absent where it has no such member." };

/** What `tollgate replay --json` prints. */
export const replaySchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/replay/1",
  title: "A decision, judged again",
  oneOf: [
    { ...object({ ...head, result: { const: "same" } }), description: "The same bytes." },
    {
      ...object({
        ...head,
        result: { const: "differs" },
        differences: listOf(
          object({ member: text, recorded: any, replayed: any }, ["member"]),
          "Empty where only spaces or the order of members differ.",
        ),
      }),
      description: "What the decision says does not follow from what it rests on.",
    },
    {
      ...object({ ...head, result: { const: "cannot" }, reason: text, remedy: text }),
      description: "It cannot be judged again here: nothing is said of the verdict.",
    },
  ],
};
