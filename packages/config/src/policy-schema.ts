import { reportFormats } from "@tollgate/collect";
import { type Rule, rules } from "@tollgate/gate";
import { otherSources, ruleSeverities } from "@tollgate/model";
import { expectSchema } from "./expect-schema.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema, ValueSchema } from "./schema.ts";
import { day, glob, kind, list, object, ownerName, packageName } from "./schema-parts.ts";

/** The version of the policy format that is read. */
export const policyVersion = 1;

const handle: ValueSchema = {
  type: "string",
  title: "a handle with its @",
  pattern: "^@[A-Za-z0-9_-]+$", // managed users have an underscore
  examples: ["@ada"],
};

const scopes: MapSchema = {
  type: "object",
  title: "scopes by their name",
  additionalProperties: object("what belongs to the scope", {
    required: [],
    properties: {
      packages: {
        ...list("a list of packages", packageName, 1),
        description: "Only what belongs to one of these packages.",
      },
      owners: {
        ...list("a list of owners", ownerName, 1),
        description: "Only files that one of these owners owns, by CODEOWNERS.",
      },
      paths: {
        ...list("a list of globs", glob, 1),
        description: "Only files that one of these globs matches.",
      },
    },
  }),
};

const reports: ListSchema = list(
  "a list of reports",
  object("what belongs to which kind", {
    required: ["kind", "files"],
    properties: {
      kind: { ...kind, description: "The kind of the tests that wrote these reports." },
      files: {
        ...list("a list of globs", glob, 1),
        description: "Where the reports are. Reports that are named and not there leave the decision open.",
      },
      format: {
        type: "string",
        title: `one of ${reportFormats.join(", ")}`,
        description: "The format that the files must have. Without it the content decides.",
        enum: reportFormats,
      },
      package: {
        ...packageName,
        description: "The package that ran the tool. Without it the one whose folder holds the report.",
      },
      required: {
        type: "boolean",
        title: "true or false",
        description: "False when it is fine that no file matches.",
        default: true,
      },
      perTest: {
        type: "boolean",
        title: "true or false",
        description: "True when each file is the coverage of one test, named by the file.",
        default: false,
      },
    },
  }),
);

const paths: ListSchema = list(
  "a list of prefixes to rewrite",
  object("a prefix and what it becomes", {
    required: ["from", "to"],
    properties: {
      from: {
        type: "string",
        title: "the beginning of a path",
        description: "The beginning of the paths inside reports: a container's or another machine's folder.",
        pattern: "\\S",
        examples: ["/app/"],
      },
      to: {
        type: "string",
        title: "a folder below the repository's root, or an empty text for the root",
        description: "What it becomes below the repository's root.",
        examples: ["packages/api/"],
      },
    },
  }),
);

/** What every rule can be told. */
const common: Readonly<Record<string, ValueSchema>> = {
  mode: {
    type: "string",
    title: "one of observe, warn, enforce",
    description: "`observe` only shows the result, `warn` also marks it, `enforce` decides by it.",
    enum: ["observe", "warn", "enforce"],
    default: "enforce",
  },
  enforceFrom: {
    ...day,
    description: "The first day on which an enforced rule decides; before it the rule only warns.",
  },
  severity: {
    type: "string",
    title: `one of ${ruleSeverities.join(", ")}`,
    description: "How the result is ranked and annotated. It never changes the outcome.",
    enum: ruleSeverities,
    default: "error",
  },
  package: { ...packageName, description: "Only what belongs to this package." },
  kind: { ...kind, description: "Only what tests of this kind did." },
  owner: { ...ownerName, description: "Only files that this owner owns, by CODEOWNERS." },
  path: { ...glob, description: "Only files that this glob matches." },
  scope: {
    type: "string",
    title: "the name of a scope",
    description: "Only what belongs to this scope of `scopes`.",
    pattern: "\\S",
    examples: ["payments"],
  },
};

/** What rules about tests can be told beside it. */
const environment: ValueSchema = {
  type: "string",
  title: "an environment",
  description: "Only what tests did there: `node=22` as --environment names it, or a project of the runner.",
  pattern: "\\S",
  examples: ["node=22"],
};

const version: ValueSchema = {
  type: "integer",
  title: `version ${policyVersion}`,
  description: "The version of the policy format.",
  enum: [policyVersion],
};

const extension: ValueSchema = {
  type: "string",
  title: "a policy file: ./ or ../ and a path, or a file of an npm package",
  pattern: "^[^\\s\\\\:]+$",
  examples: ["@acme/tollgate-policy/policy.yml"],
};

/** The JSON Schema of tollgate.yml, assembled from the rules and the formats that there are. */
export const policySchema: ObjectSchema = object("a policy", {
  required: ["version"],
  properties: {
    version,
    extends: {
      ...list("a list of policy files", extension, 1),
      description:
        "Policies above this one, as an organisation's: what they ask for holds, and this one may only tighten it.",
    },
    reports: {
      ...reports,
      description:
        "What belongs to which kind. Without it reports are found by their usual names and folders.",
    },
    paths: {
      ...paths,
      description: "Prefixes of the paths inside reports that are rewritten, the first that fits.",
    },
    coverage: {
      ...object("how coverage is merged", {
        required: [],
        properties: {
          otherSource: {
            type: "string",
            title: `one of ${otherSources.join(", ")}`,
            description:
              "What becomes of coverage that was measured on another text than is judged: `reject` blocks, `bound` counts it from nothing to all, `shift` moves what another commit measured to where the lines are now and counts the rest from nothing to all.",
            enum: otherSources,
            default: "reject",
          },
        },
      }),
      description: "How coverage is merged.",
    },
    expect: expectSchema,
    override: {
      ...object("who may let a change pass", {
        required: [],
        properties: {
          label: {
            type: "string",
            title: "the name of a label",
            description: "The label on the pull request.",
            pattern: "\\S",
            default: "tollgate:override",
          },
          who: {
            ...list("a list of handles", handle, 1),
            description: "Who may set it; without it everybody who may set labels.",
          },
        },
      }),
      description:
        "Break-glass: a label on the pull request lets the change pass whatever the rules say, with who set it and why. Without this nothing does.",
    },
    waivers: {
      ...object("which waivers help", {
        required: ["approval"],
        properties: {
          approval: {
            type: "string",
            title: "required",
            description:
              "`required`: a waiver helps only where it is proven that an owner who did not write it approved it. Without this one helps, too, of whose approval nothing tells.",
            enum: ["required"],
          },
        },
      }),
      description: "Which waivers help.",
    },
    scopes: {
      ...scopes,
      description:
        "Parts of the repository by a name of your own, for `scope` of a rule. All members narrow it.",
    },
    rules: {
      ...object("rules by their id", {
        required: [],
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule, common)])),
      }),
      description: "What must hold. The built-in rules also apply where they are not named.",
    },
  },
});

const { package: _package, ...commonOfPackage } = common;

/** What the policy of a package can say: it is about that package alone. */
export const packagePolicySchema: ObjectSchema = object("the policy of a package", {
  required: ["version"],
  properties: {
    version,
    rules: {
      ...object("rules by their id", {
        required: [],
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule, commonOfPackage)])),
      }),
      description: "What must hold of this package, beside what the repository's policy asks for.",
    },
  },
});

function ruleSchema(rule: Rule, members: Readonly<Record<string, ValueSchema>>): Schema {
  const own = Object.entries(rule.options);
  const options = object(`the options of ${rule.id}`, {
    required: own.filter(([, { required }]) => required).map(([name]) => name),
    properties: {
      ...Object.fromEntries(own.map(([name, { schema }]) => [name, schema])),
      ...members,
      ...(rule.byEnvironment === true ? { environment } : {}),
    },
  });
  return {
    title: `the options of ${rule.id}, or a list of them`,
    description: rule.about.asks,
    anyOf: [options, list(`a list of options of ${rule.id}`, options, 1)],
  };
}
