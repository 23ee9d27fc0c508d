import type { Mode, Policy, RuleEntry, RuleOption, Scope } from "@tollgate/model";
import { aPolicy } from "@tollgate/testkit";
import fc from "fast-check";

const modes: readonly Mode[] = ["observe", "warn", "enforce"];

const scope: fc.Arbitrary<Scope> = fc.record(
  { package: fc.constantFrom("@shop/api", "@shop/web"), kind: fc.constantFrom("unit", "e2e") },
  { requiredKeys: [] },
);

const levels: readonly RuleOption[] = ["error", "warning", "note"];

const percent = fc.integer({ min: 1, max: 100 }).map((whole) => `${whole}%`);

/** Limits of the rule duration: tests of a world take some milliseconds. */
export const durations: fc.Arbitrary<RuleEntry["options"]> = fc.record(
  {
    max: fc.integer({ min: 1, max: 12 }).map((ms) => `${ms}ms`),
    maxTest: fc.integer({ min: 1, max: 6 }).map((ms) => `${ms}ms`),
    maxIncrease: fc.constantFrom("0%", "50%", "150%", "900%"),
    minSample: fc.integer({ min: 2, max: 4 }),
  },
  { requiredKeys: ["maxTest"] },
);

const asked = fc.oneof(
  fc
    .constantFrom(
      "no-failing-tests",
      "no-missing-evidence",
      "no-unreadable-evidence",
      "no-stale-evidence",
      "no-failed-runs",
      "no-new-failures",
    )
    .map((rule) => ({ rule, options: {} })),
  fc.record({
    rule: fc.constant("minimum-tests"),
    options: fc.record({ min: fc.integer({ min: 1, max: 6 }) }),
  }),
  fc.record({
    rule: fc.constant("no-flaky-tests"),
    options: fc.record({ max: fc.nat(2), recovered: fc.constantFrom("counted", "ignored") }),
  }),
  fc.record({ rule: fc.constant("duration"), options: durations }),
  fc.record({
    rule: fc.constant("required-kinds"),
    options: fc.record({ except: fc.subarray(["@shop/api", "@shop/web"]) }),
  }),
  fc.record({ rule: fc.constant("no-disappeared-tests"), options: fc.record({ max: fc.nat(2) }) }),
  // A failing fact must not help, so what is asked here grows better with better evidence.
  fc
    .constantFrom(
      "tests.failing == 0",
      "tests.failing <= 1 and coverage.lines >= 50%",
      "uncovered.lines <= 2 or changed.uncovered.lines <= 1",
      "not (runs.failed > 0 or inputs.unreadable > 0)",
      "inputs.missing == 0 and inputs.stale < 1",
      "coverage.lines >= base - 20%",
    )
    .map((that) => ({ rule: "expression", options: { that } })),
  fc.record({
    rule: fc.constant("no-newly-uncovered"),
    options: fc.record({ max: fc.nat(4) }),
  }),
  fc.record({
    rule: fc.constant("coverage"),
    options: fc.oneof(
      fc.record({ min: percent }),
      fc.record({ min: percent, maxDrop: percent }, { requiredKeys: ["maxDrop"] }),
    ),
  }),
  fc.record({
    rule: fc.constant("findings"),
    options: fc.record({ max: fc.nat(3), level: fc.constantFrom(...levels), new: fc.boolean() }),
  }),
  fc.record({
    rule: fc.constant("changed-coverage"),
    options: fc.record({ min: percent, minSample: fc.nat(8), maxUncovered: fc.nat(3) }),
  }),
);

export const ruleEntry: fc.Arbitrary<RuleEntry> = fc
  .record({ asked, scope, mode: fc.constantFrom<Mode>("enforce", "enforce", "warn", "observe") })
  .map(({ asked: { rule, options }, ...rest }) => ({ rule, options: { ...options }, ...rest }));

const reports: fc.Arbitrary<Policy["reports"]> = fc.subarray(["unit", "e2e"]).map((kinds) =>
  kinds.map((kind) => ({
    kind,
    files: [`${kind}/**`],
    required: true,
    place: { path: "tollgate.yml", line: 3, column: 5 },
  })),
);

export const policy: fc.Arbitrary<Policy> = fc
  .record({ rules: fc.array(ruleEntry, { maxLength: 4 }), reports: fc.oneof(fc.constant([]), reports) })
  .map(aPolicy);

/** A policy that enforces `no-failing-tests` for the repository, so that a failing test is a failing fact. */
export const failingTestsMatter: fc.Arbitrary<Policy> = policy.map(({ rules, ...rest }) => ({
  ...rest,
  rules: rules.map((entry) =>
    entry.rule === "no-failing-tests" ? { ...entry, mode: "enforce" as const } : entry,
  ),
}));

/** The policy with one entry stricter or one more entry. */
export function tightened(loose: Policy, choice: number, more: RuleEntry): Policy {
  const at = choice % (loose.rules.length + 1);
  if (at === loose.rules.length) return withAnother(loose, more);
  return { ...loose, rules: loose.rules.map((entry, i) => (i === at ? stricter(entry, choice) : entry)) };
}

/** A scoped entry comes on top. One for the repository replaces a built-in rule, so it must be as strict. */
function withAnother(loose: Policy, more: RuleEntry): Policy {
  return { ...loose, rules: [...loose.rules, { ...more, mode: "enforce" }] };
}

function stricter(entry: RuleEntry, choice: number): RuleEntry {
  if (choice % 3 === 0) return { ...entry, mode: modes[Math.min(2, modes.indexOf(entry.mode) + 1)]! };
  return { ...entry, options: stricterOptions(entry.options, choice) };
}

/** Each option one step stricter. */
export function stricterOptions(options: RuleEntry["options"], choice: number): RuleEntry["options"] {
  const { that, min, maxDrop, minSample, max, maxTest, maxIncrease, maxUncovered, recovered, level } =
    options;
  return {
    ...(that === undefined ? {} : { that }),
    ...(typeof max === "string" ? { max: lowered(max) } : {}),
    ...(typeof maxTest === "string" ? { maxTest: lowered(maxTest) } : {}),
    ...(typeof maxIncrease === "string" ? { maxIncrease: lowered(maxIncrease) } : {}),
    ...(typeof min === "number" ? { min: min + 1 } : {}),
    ...(typeof min === "string" ? { min: `${Math.min(100, Number.parseInt(min, 10) + 7)}%` } : {}),
    ...(typeof maxDrop === "string" ? { maxDrop: `${Math.max(0, Number.parseInt(maxDrop, 10) - 7)}%` } : {}),
    ...(typeof minSample === "number"
      ? { minSample: maxTest === undefined ? minSample + (choice % 2) : minSample }
      : {}),
    ...(typeof max === "number" ? { max: Math.max(0, max - 1) } : {}),
    ...(level === undefined ? {} : { level: levels[levels.indexOf(level) + 1] ?? "note" }),
    ...(recovered === undefined ? {} : { recovered: "counted" }),
    ...(typeof maxUncovered === "number" ? { maxUncovered: Math.max(0, maxUncovered - 1) } : {}),
  };
}

/** `3ms` becomes `1ms`, `50%` becomes `25%`, and 0 stays. */
function lowered(text: string): string {
  return `${Math.floor(Number.parseInt(text, 10) / 2)}${text.replace(/^\d+/, "")}`;
}
