import { inputTexts } from "../decision-inputs.ts";
import { jobEnds } from "../run-job.ts";
import { reusedMembers } from "./expected.ts";
import { digest, type JsonSchema, listOf, natural, object, problem, text } from "./parts.ts";

/** Digests of everything that a decision read, and what it was told beside. */
export const decisionInputs: JsonSchema = object(
  {
    policy: { ...digest, description: "Over the policy as it applies, places included." },
    texts: listOf(
      object({ what: { enum: inputTexts }, path: text, digest }),
      "Texts by which was judged, with the digests of their bytes (line ends as git keeps them).",
    ),
    evidence: listOf(digest, "Ids of the evidence, sorted."),
    reused: listOf(
      object({ evidence: digest, ...reusedMembers }),
      "Those of the evidence that are of another commit and count: the inputs are the same there.",
    ),
    bundle: { ...digest, description: "Over the uncompressed text of evidence.tollgate." },
    baseline: object(
      {
        how: text,
        sha: text,
        bundle: { ...digest, description: "Over the uncompressed text of base.tollgate." },
      },
      ["how"],
    ),
    changes: { ...digest, description: "Over the change set; absent where it is not known." },
    uncommitted: {
      ...object({ files: natural, first: listOf(text) }),
      description: "What the judged text has otherwise than its commit; with it nobody can judge again.",
    },
    shallow: listOf(text, "Commits behind which the clone had no history; absent for a whole one."),
    problems: listOf(problem, "What the run said of its place, and of files that no bundle carries."),
    options: {
      ...object(
        {
          base: text,
          config: text,
          jobs: listOf(
            object({ name: text, attempt: natural, end: { enum: jobEnds } }, ["name", "end"]),
            "The run's jobs, as --jobs told them.",
          ),
          attempt: { ...natural, description: "That of the run whose bundles were fetched." },
          reviews: listOf(
            object({ commit: text, author: text, approvers: listOf(text) }, ["commit", "approvers"]),
            "What the platform says of changes that brought waivers.",
          ),
          absent: listOf(
            object({ what: text, because: text, remedy: text }),
            "What the platform of the run should have given and did not: bundles, the list of its jobs.",
          ),
          override: object({ label: text, actor: text, reason: text }),
          release: { const: true },
        },
        [],
      ),
      description: "How it was asked to judge, where not as usual.",
    },
    previous: { ...digest, description: "Over the bytes of the decision before this one." },
  },
  ["policy", "evidence"],
);
