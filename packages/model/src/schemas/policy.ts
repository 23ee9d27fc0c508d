import { policyLevels, policyOrigins } from "../policy.ts";
import { digest, type JsonSchema, listOf, object, text } from "./parts.ts";

/** Which policy judges, and what it was made of. */
export const judgingPolicy: JsonSchema = {
  ...object(
    {
      path: { ...text, description: "Absent when only the built-in rules judge." },
      from: { enum: policyOrigins },
      ref: { ...text, description: "The base as it was named." },
      commit: { ...text, description: "The base's commit." },
      layers: listOf(
        object(
          {
            level: { enum: policyLevels },
            path: text,
            package: { ...text, description: "Whom a package's policy is about." },
            digest,
          },
          ["level", "path", "digest"],
        ),
        "The files it was made of, those above first; absent where it is one.",
      ),
    },
    ["from"],
  ),
  description:
    "Which policy judged. base: as it is at the tip of the base branch; work-tree: as it lies in the checkout; first: the change brings the first one, which holds beside the built-in rules; outside: a file of no repository; unknown: the base's cannot be read.",
};

/** What a rule or a waiver is about. */
export const scope: JsonSchema = {
  ...object(
    {
      package: text,
      kind: text,
      owner: { ...text, description: "As CODEOWNERS writes it." },
      path: { ...text, description: "A glob below the repository's root." },
      environment: { ...text, description: "Of a CI matrix, or of the runner." },
      name: { ...text, description: "A scope of the policy's `scopes`, whose members stand beside it." },
      packages: listOf(text),
      owners: listOf(text),
      paths: listOf(text),
    },
    [],
  ),
  description: "Absent members do not narrow; an empty scope is the repository.",
};
