import { type RuleOption, usageError } from "@tollgate/model";
import { durationPattern, type Microseconds, parseDuration } from "./duration.ts";
import { growthPattern, type Hundredths, parseGrowth, parsePercent, percentPattern } from "./percent.ts";

/** The JSON Schema of one option: `title` says in words what is allowed. */
export type OptionSchema = ScalarSchema | ListSchema;

type ListSchema = {
  readonly type: "array";
  readonly title: string;
  readonly description: string;
  readonly items: { readonly type: "string"; readonly title: string; readonly pattern: string };
  readonly minItems: number;
};

type ScalarSchema = {
  readonly type: "string" | "integer" | "boolean";
  readonly title: string;
  readonly description: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly default?: string | number | boolean;
  readonly examples?: readonly string[];
};

/** One option of a rule: what may be written, and how it is read. */
export type Option<T> = {
  readonly schema: OptionSchema;
  readonly required: boolean;
  /** What a layer of the policy may do to it. @default same */
  readonly stricter?: Stricter;
  /** The value, or the default where nothing is written. Throws a usage error for what the schema refuses. */
  readonly read: (value: RuleOption | undefined) => T;
};

/**
 * Where an option becomes stricter, so that a layer of the policy can be held to it. `same`: nowhere, layers must agree.
 * `names`: it tells entries of one rule apart, as their scope does. Of words, those that come later are stricter. Absent
 * is the loosest, where it has no default.
 */
export type Stricter = "higher" | "lower" | "same" | "names" | readonly string[];

type Words = { readonly description: string; readonly stricter?: Stricter };

/** A percentage that must be given: `80%`, `80.5%`. */
export function percentOption({ description, ...direction }: Words): Option<Hundredths> {
  const title = "a percentage from 0% to 100% with at most two decimals";
  return {
    ...direction,
    required: true,
    schema: { type: "string", title, description, pattern: percentPattern, examples: ["80%"] },
    read: (value) => (typeof value === "string" ? parsePercent(value) : undefined) ?? refuse(value, title),
  };
}

/** A percentage that may be left out. */
export function optionalPercentOption(words: Words): Option<Hundredths | undefined> {
  const option = percentOption(words);
  return {
    ...option,
    required: false,
    read: (value) => (value === undefined ? undefined : option.read(value)),
  };
}

/** A whole number. */
export function countOption(options: Words & { minimum: number; default: number }): Option<number> {
  const { description, minimum, stricter } = options;
  const title = `a whole number from ${minimum}`;
  return {
    ...(stricter === undefined ? {} : { stricter }),
    required: false,
    schema: { type: "integer", title, description, minimum, default: options.default },
    read: (value = options.default) =>
      Number.isSafeInteger(value) && Number(value) >= minimum ? Number(value) : refuse(value, title),
  };
}

/** One of a few words; the first is the default. */
export function choiceOption<T extends string>(options: Words & { values: readonly [T, ...T[]] }): Option<T> {
  const { description, values, stricter } = options;
  const title = `one of ${values.join(", ")}`;
  return {
    ...(stricter === undefined ? {} : { stricter }),
    required: false,
    schema: { type: "string", title, description, enum: values, default: values[0] },
    read: (value = values[0]) => values.find((candidate) => candidate === value) ?? refuse(value, title),
  };
}

/** Yes or no. @default false */
export function flagOption({ description, ...direction }: Words): Option<boolean> {
  const title = "true or false";
  return {
    ...direction,
    required: false,
    schema: { type: "boolean", title, description, default: false },
    read: (value = false) => (typeof value === "boolean" ? value : refuse(value, title)),
  };
}

/** A text that may be left out. */
export function textOption(options: Words & { examples: readonly string[] }): Option<string | undefined> {
  const { description, examples, stricter } = options;
  const title = "a text";
  return {
    ...(stricter === undefined ? {} : { stricter }),
    required: false,
    schema: { type: "string", title, description, examples },
    read: (value) => (value === undefined || typeof value === "string" ? value : refuse(value, title)),
  };
}

/** A duration that may be left out: `90s`. */
export function durationOption({ description, ...direction }: Words): Option<Microseconds | undefined> {
  const title = "a duration in ms, s, m or h with at most three decimals";
  return {
    ...direction,
    required: false,
    schema: { type: "string", title, description, pattern: durationPattern, examples: ["90s"] },
    read(value) {
      if (value === undefined) return undefined;
      return (typeof value === "string" ? parseDuration(value) : undefined) ?? refuse(value, title);
    },
  };
}

/** A percentage of growth, which may be above 100 %, and may be left out: `20%`, `150%`. */
export function growthOption({ description, ...direction }: Words): Option<Hundredths | undefined> {
  const title = "a percentage from 0% to 9999% with at most two decimals";
  return {
    ...direction,
    required: false,
    schema: { type: "string", title, description, pattern: growthPattern, examples: ["20%"] },
    read(value) {
      if (value === undefined) return undefined;
      return (typeof value === "string" ? parseGrowth(value) : undefined) ?? refuse(value, title);
    },
  };
}

/** Texts; none where nothing is written. */
export function listOption(
  options: Words & { readonly item: string; readonly items: string },
): Option<readonly string[]> {
  const { description, item, items, stricter } = options;
  const title = `a list of ${items}`;
  return {
    ...(stricter === undefined ? {} : { stricter }),
    required: false,
    schema: {
      type: "array",
      title,
      description,
      items: { type: "string", title: item, pattern: "\\S" },
      minItems: 1,
    },
    read: (value = []) => (isTexts(value) ? value : refuse(value, title)),
  };
}

function isTexts(value: RuleOption): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function refuse(value: RuleOption | undefined, title: string): never {
  throw usageError(
    `A rule has the option ${JSON.stringify(value) ?? "nothing"}, ${title} was wanted.`,
    "Correct the policy.",
  );
}
