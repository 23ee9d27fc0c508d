import { digest, type JsonSchema, listOf, object, positive, text, truth } from "./parts.ts";

export const place: JsonSchema = object({ path: text, line: positive, column: positive });

/** What an expectation says by itself. */
export const expectation: Readonly<Record<string, JsonSchema>> = {
  package: text,
  kind: { ...text, description: "Absent: tests of any kind." },
  shards: positive,
  environments: listOf(text),
  from: { enum: ["turbo", "scripts", "policy"] },
  because: { ...text, description: "Why it is expected." },
  place,
  task: { ...text, description: "The task or script as its runner names it." },
  below: { ...truth, description: "Tests of packages in its folder are as good." },
  required: { ...truth, description: "False: it is fine that nothing arrives." },
  removed: { ...truth, description: "The base expects it, the judged text does not any more." },
};

export const state: JsonSchema = {
  enum: ["arrived", "reused", "broken", "missing"],
  description:
    "reused: evidence of another commit with the same input hash stands for it; broken: it came and cannot be used.",
};

export const expectedEvidence: JsonSchema = object(
  {
    ...expectation,
    state,
    by: listOf(digest, "Ids of the inputs that came for it, sorted."),
  },
  ["package", "from", "because", "required", "state", "by"],
);

/** Evidence of another commit that counts. */
export const reusedMembers: Readonly<Record<string, JsonSchema>> = {
  commit: text,
  from: { ...text, description: "Where it was given." },
  packages: listOf(object({ name: text, inputHash: digest }), "Whose tests it stands for."),
};

export const reused: JsonSchema = {
  ...object(reusedMembers),
  description: "Of another commit, and counted: the inputs of these packages are the same there.",
};
