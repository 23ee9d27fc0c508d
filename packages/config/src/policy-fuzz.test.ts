import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Policy, TollgateError } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { check } from "./check.ts";
import { parsePolicy } from "./parse-policy.ts";
import { parseYaml } from "./parse-yaml.ts";
import { policySchema } from "./policy-schema.ts";
import type { ObjectSchema, Schema, ValueSchema } from "./schema.ts";

const own = readFileSync(resolve(import.meta.dirname, "../../../tollgate.yml"), "utf8");
const shop = `version: 1
reports:
  - { kind: unit, files: ["packages/*/reports/unit/**"] } # why
  - kind: e2e
    files:
      - "e2e/test-results/**"
    required: false
paths: [{ from: /app/, to: '' }]
rules:
  no-failing-tests: {}
  coverage:
    - { metric: lines, min: 80%, mode: warn }
    - package: '@shop/payments'
      min: >-
        60%
`;

/** What breaks YAML, what YAML gives a meaning, and what a terminal would obey. */
const pieces = [
  ..."\t\n\r:-?[]{},#&*!|>'\"%@`\\ ",
  "\u0000\u0002\u0018\u001b[31m",
  "\uFEFF\u2028\u202e\u{1F600}é",
  "\n---\n",
  "\n...\n",
  "<<: ",
  "&a ",
  "*a",
  "!!set ",
  "__proto__: ",
  "%YAML 1.1\n",
  ".inf",
  "0x1f",
  "9".repeat(40),
  "{".repeat(50),
  "- ".repeat(120),
];

type Change = { readonly at: number; readonly remove: number; readonly insert: string };

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1_000),
  remove: fc.oneof(fc.constant(0), fc.nat(30)),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 8 }), fc.constant("")),
});

const mutated: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(own, shop), fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([text, changes]) =>
    changes.reduce((before, { at, remove, insert }) => {
      const start = at % (before.length + 1);
      return before.slice(0, start) + insert + before.slice(start + remove);
    }, text),
  );

function outcomeOf(text: string): Policy | TollgateError {
  try {
    return parsePolicy(text, "p.yml");
  } catch (error) {
    if (error instanceof TollgateError && error.code === "usage") return error;
    throw error;
  }
}

describe("any text", () => {
  it("is a policy or a usage error with places inside the text", { timeout: 120_000 }, () => {
    const seen = { policy: 0, refused: 0 };
    const text = fc.oneof({ weight: 9, arbitrary: mutated }, fc.string({ unit: "binary", maxLength: 200 }));
    fc.assert(
      fc.property(text, (given) => {
        const outcome = outcomeOf(given);
        if (!(outcome instanceof TollgateError)) {
          seen.policy++;
          return;
        }
        seen.refused++;
        const [title, ...problems] = outcome.message.split("\n");
        expect(title).toMatch(/^The policy p\.yml has \d+ problems?:$/);
        expect(problems.length).toBeGreaterThan(0);
        const lines = given.split("\n").length;
        for (const problem of problems.filter((line) => !line.startsWith("  and "))) {
          const place = /^ {2}p\.yml:(\d+):(\d+): found .+; allowed: .+\. .+[.?]$/u.exec(problem);
          expect(place, problem).not.toBeNull();
          expect(Number(place?.[1])).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 1_500 },
    );
    expect(seen.policy).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(500);
  });
});

describe("any policy that the schema allows", () => {
  it("has nothing that it does not know, and is the same however it is written", { timeout: 120_000 }, () => {
    let accepted = 0;
    fc.assert(
      fc.property(valuesOf(policySchema), (given) => {
        const texts = styles.map((write) => write(given));
        const { tree, faults } = parseYaml(texts[0]!, "p.yml");
        expect([...faults, ...check(tree, policySchema)]).toEqual([]);
        // What a policy has that is not known in one of the others is said in its outcome.
        const [first, ...others] = texts.map((text) => withoutPlaces(outcomeOf(text)));
        for (const other of others) expect(other).toEqual(first);
        if (typeof first !== "string") accepted++;
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(20); // about one in six of them is no contradiction in itself
  });
});

const styles: readonly ((policy: unknown) => string)[] = [
  (policy) => stringify(policy, { aliasDuplicateObjects: false }),
  (policy) => JSON.stringify(policy),
  (policy) => JSON.stringify(policy, null, 2).replaceAll("\n", "\r\n"),
  (policy) =>
    stringify(policy, {
      aliasDuplicateObjects: false,
      collectionStyle: "flow",
      defaultStringType: "QUOTE_SINGLE",
      lineWidth: 0,
    }),
  (policy) => `# why\n---\n${stringify(policy, { aliasDuplicateObjects: false, indent: 7 })}...\n`,
];

/** A policy without places; of what only a look at several keys refuses, the sorted problems. */
function withoutPlaces(outcome: Policy | TollgateError): unknown {
  if (outcome instanceof TollgateError)
    return outcome.message
      .replaceAll(/p\.yml:\d+:\d+/g, "")
      .split("\n")
      .sort()
      .join("\n");
  return JSON.parse(JSON.stringify(outcome, (key, value: unknown) => (key === "place" ? undefined : value)));
}

/** Values that fit the schema, so that a new rule or option is tried here without a word. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if ("anyOf" in schema) return fc.oneof(...schema.anyOf.map(valuesOf));
  if (schema.type === "object")
    return "properties" in schema
      ? objectsOf(schema)
      : fc.dictionary(fc.constantFrom(...hard), valuesOf(schema.additionalProperties), { maxKeys: 2 });
  if (schema.type === "array")
    return fc.array(valuesOf(schema.items), { minLength: schema.minItems, maxLength: schema.minItems + 2 });
  return scalarsOf(schema);
}

function objectsOf({ properties, required }: ObjectSchema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required], noNullPrototype: true });
}

function scalarsOf({
  type,
  enum: names,
  pattern,
  minimum,
  maximum,
  examples,
}: ValueSchema): fc.Arbitrary<unknown> {
  if (names !== undefined) return fc.constantFrom(...names);
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return fc.integer({ min: minimum ?? -1_000_000, max: maximum ?? 2_147_483_647 });
  const fits = new RegExp(pattern ?? "", "u");
  const known = fc.constantFrom(...(examples ?? []), ...hard.filter((text) => fits.test(text)));
  if (!fits.test(hard[0])) return known;
  return fc.oneof(
    known,
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => fits.test(text)),
  );
}

/** Texts that a careless writer or reader takes for something else; the first fits where any text does. */
const hard = [
  "é: #x",
  "no",
  "1",
  "0x1f",
  "~",
  "null",
  "- a",
  " a ",
  "*",
  "a\nb",
  "2026-01-01",
  "80%",
] as const;
