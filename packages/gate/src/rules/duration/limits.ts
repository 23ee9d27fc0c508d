import type { RuleOption } from "@tollgate/model";
import type { Microseconds } from "../../duration.ts";
import { countOption, durationOption, growthOption, type Option } from "../../option.ts";
import type { Hundredths } from "../../percent.ts";
import type { OptionFault } from "../../rule.ts";

export type Limits = {
  readonly max: Microseconds | undefined;
  readonly maxTest: Microseconds | undefined;
  readonly maxIncrease: Hundredths | undefined;
  readonly minSample: number;
};

type LimitOptions = { readonly [L in keyof Limits]: Option<Limits[L]> };

export const options: LimitOptions = {
  max: durationOption({ description: "How long all tests may take together.", stricter: "lower" }),
  maxTest: durationOption({ description: "How long a single test may take.", stricter: "lower" }),
  maxIncrease: growthOption({
    description: "How much more time than on the base tests may take that passed on both.",
    stricter: "lower",
  }),
  minSample: countOption({
    description:
      "How many tests must have passed on both before `maxIncrease` decides; below it is only told.",
    minimum: 2,
    default: 20,
    stricter: "lower",
  }),
};

/** The limits that are written. */
export function limitsFrom(written: Readonly<Record<string, RuleOption>>): Limits {
  return {
    max: options.max.read(written["max"]),
    maxTest: options.maxTest.read(written["maxTest"]),
    maxIncrease: options.maxIncrease.read(written["maxIncrease"]),
    minSample: options.minSample.read(written["minSample"]),
  };
}

/** An entry without a limit asks nothing. */
export function checkLimits(written: Readonly<Record<string, RuleOption>>): readonly OptionFault[] {
  return (written["max"] ?? written["maxTest"] ?? written["maxIncrease"]) === undefined ? [nothingAsked] : [];
}

const nothingAsked: OptionFault = {
  found: "none of max, maxTest, maxIncrease",
  allowed: "the options of duration with at least one of them",
  remedy: "Add one. For example max: 10m.",
};
