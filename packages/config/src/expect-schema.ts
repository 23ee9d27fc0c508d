import type { EitherSchema, ListSchema, ValueSchema } from "./schema.ts";
import { kind, list, object, packageName } from "./schema-parts.ts";

const reason: ValueSchema = {
  type: "string",
  title: "why, in a sentence",
  description: "Why these tests are no part of the check.",
  pattern: "\\S",
  examples: ["its tests run every night"],
};

const jobName: ValueSchema = {
  type: "string",
  title: "the name of a job",
  description: "As the run shows it, or as `--job` says.",
  pattern: "\\S",
  examples: ["test"],
};

const entries: ListSchema = list(
  "a list of what must arrive",
  object("what must arrive", {
    required: ["package"],
    properties: {
      package: {
        ...packageName,
        description:
          "The package that runs the tests, or that has them; tests of packages in its folder count, too.",
      },
      kind: { ...kind, description: "Tests of this kind. Without it of any." },
      shards: {
        type: "integer",
        title: "a number of shards from 1 to 1000",
        description: "How many shards there are: each must arrive, collected with `--shard I/N`.",
        minimum: 1,
        maximum: 1000,
      },
      environments: {
        ...list("a list of environments", environmentSchema(), 1),
        description: "Each must arrive, collected with `--environment NAME=VALUE`.",
      },
      required: {
        type: "boolean",
        title: "true or false",
        description: "False when it is fine that nothing arrives.",
        default: true,
      },
    },
  }),
);

const except: ListSchema = list(
  "a list of what is not expected",
  object("what is not expected, and why", {
    required: ["package", "reason"],
    properties: {
      package: { ...packageName, description: "The package whose tests are not expected." },
      task: {
        type: "string",
        title: "the name of a script or task, or a kind",
        description: "Only this script, task or kind. Without it all tests of the package.",
        pattern: "\\S",
        examples: ["test:e2e"],
      },
      reason,
    },
  }),
);

/** What must arrive: a whole list, or changes to the one that the repository tells. */
export const expectSchema: EitherSchema = {
  title: "what must arrive, or a list of it",
  description:
    "What must arrive, so that what did not arrive is missing. Without it: the test tasks of turbo.json whose scripts packages have; without such tasks the test scripts of the packages. A list takes the place of that.",
  anyOf: [
    object("what must arrive", {
      required: [],
      properties: {
        from: {
          type: "string",
          title: "one of turbo, scripts, none",
          description:
            "Where the list comes from: turbo.json and scripts, scripts alone, or only what `add` says.",
          enum: ["turbo", "scripts", "none"],
        },
        jobs: {
          ...list("a list of jobs", jobName, 1),
          description:
            "Jobs of the CI run that leave a bundle, by their names: each must. Without it those that by their names run tests, when `--jobs` tells that they did not succeed.",
        },
        except: { ...except, description: "What is taken out of the list, each with its reason." },
        add: {
          ...entries,
          description: "What is added; an entry for a package and kind of the list takes its place.",
        },
      },
    }),
    entries,
  ],
};

function environmentSchema(): ValueSchema {
  return {
    type: "string",
    title: "name=value, or several of them with a blank between them",
    pattern: "^[^=\\s]+=\\S+(?: [^=\\s]+=\\S+)*$",
    examples: ["node=24", "node=24 os=linux"],
  };
}
