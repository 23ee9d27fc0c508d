import { annotationLevels, publicationLimits } from "../publication.ts";
import { digest, type JsonSchema, listOf, natural, object, positive, subject, text, truth } from "./parts.ts";

const outcome: JsonSchema = { enum: ["allow", "block", "hold"] };
const conclusion: JsonSchema = { enum: ["success", "failure"] };
const markdown = (limit: number): JsonSchema => ({
  ...text,
  description: `Markdown, at most ${limit} UTF-8 bytes.`,
});

const annotation = object(
  {
    path: { ...text, description: "Below the repository's root." },
    startLine: positive,
    endLine: positive,
    startColumn: { ...positive, description: "Only where both lines are one." },
    endColumn: positive,
    level: { enum: annotationLevels },
    title: text,
    message: text,
  },
  ["path", "startLine", "endLine", "level", "title", "message"],
);

const state = object(
  {
    run: object({ id: positive, attempt: positive }),
    headSha: text,
    outcome,
    isWhole: { ...truth, description: "All evidence arrived and could be read." },
    total: { ...natural, description: "How many things are to do." },
    todo: listOf(object({ key: text, label: text }, ["key"]), "The first of them."),
  },
  ["outcome", "isWhole", "total", "todo"],
);

/** `publication.json`. */
export const publicationSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/publication/1",
  title: "What is to be shown on the platform, ready to be sent",
  ...object({
    schema: { const: "tollgate/publication/1" },
    gate: { ...text, description: "Several gates of one repository have a comment and a check each." },
    engine: text,
    outcome,
    decision: { ...digest, description: "Over the bytes of decision.json." },
    subject,
    check: object({
      name: { ...text, description: "What a rule of the branch requires." },
      conclusion,
      title: text,
      summary: markdown(publicationLimits.checkText),
      text: markdown(publicationLimits.checkText),
      annotations: {
        ...listOf(annotation, "Most relevant to the change first; one for each place."),
        maxItems: publicationLimits.annotations,
      },
    }),
    comment: object({
      body: {
        ...markdown(publicationLimits.comment),
        description: "Begins with the marker of its gate.",
      },
      state: { ...state, description: "What the next push is compared with." },
    }),
    status: object({ context: text, state: conclusion, description: text }),
  }),
};
