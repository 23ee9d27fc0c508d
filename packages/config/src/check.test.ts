import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { check } from "./check.ts";
import { policySchema } from "./policy-schema.ts";
import { parseTree } from "./tree.ts";

const isValid = new Ajv({ strict: false }).compile(policySchema);

const odd: fc.Arbitrary<unknown> = fc.constantFrom(
  ...[
    0,
    2,
    1.5,
    -1,
    true,
    null,
    "",
    " ",
    "80%",
    "101%",
    "liens",
    "a b",
    "junit",
    "/abs",
    "a/../b",
    {},
    [],
    [{}],
  ],
);

/** Mostly values that fit, so that many policies are valid and many are wrong in one place. */
function mostly(...fitting: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: odd });
}

function some(
  required: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  others: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<unknown> {
  const rare = { unknown: fc.constant(1) };
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ ...required, ...others }, { requiredKeys: Object.keys(required) }) },
    { weight: 1, arbitrary: fc.record({ ...required, ...others, ...rare }, { requiredKeys: [] }) },
  );
}

const common = {
  mode: mostly("warn", "enforce", "observe"),
  package: mostly("@shop/api"),
  kind: mostly("unit", "my.own-kind"),
};

function rule(
  required: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  others: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<unknown> {
  const options = some(required, { ...common, ...others });
  return fc.oneof(options, fc.array(options, { minLength: 1, maxLength: 2 }));
}

const percent = mostly("80%", "80.5%", "0%", "100%");
const metric = mostly("lines", "functions", "branches");

const policy: fc.Arbitrary<unknown> = some(
  { version: mostly(1) },
  {
    reports: fc.array(
      some(
        { kind: mostly("unit"), files: fc.array(mostly("reports/**"), { minLength: 1, maxLength: 2 }) },
        { format: mostly("lcov"), package: mostly("@shop/api"), required: mostly(true, false) },
      ),
      { maxLength: 2 },
    ),
    paths: fc.array(some({ from: mostly("/app/"), to: mostly("", "packages/") }, {}), { maxLength: 2 }),
    rules: some(
      {},
      {
        "no-failing-tests": rule({}, {}),
        "minimum-tests": rule({}, { min: mostly(1, 20) }),
        coverage: rule({ min: percent }, { metric }),
        "changed-coverage": rule(
          { min: percent },
          { metric, minSample: mostly(0, 20), maxUncovered: mostly(2) },
        ),
      },
    ),
  },
);

it("agrees with ajv on every policy", { timeout: 60_000 }, () => {
  let valid = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 12, arbitrary: policy }, { weight: 1, arbitrary: odd }), (given) => {
      const { tree, faults } = parseTree(stringify(given, { aliasDuplicateObjects: false }));
      expect(faults).toEqual([]);
      const accepted = check(tree, policySchema).length === 0;
      expect(accepted).toBe(isValid(given));
      if (accepted) valid++;
    }),
    { numRuns: 500 },
  );
  expect(valid).toBeGreaterThan(50);
  expect(valid).toBeLessThan(450);
});
