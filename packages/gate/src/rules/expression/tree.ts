/** An expression as it was written: its parts with where they stand. */
export type Condition =
  | { readonly form: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly form: "not"; readonly of: Condition }
  | Comparison;

export type Comparison = {
  readonly form: "compare";
  readonly left: Sum;
  readonly sign: Sign;
  readonly right: Sum;
  /** As it was written. */
  readonly text: string;
};

export type Sign = (typeof signs)[number];

export const signs = ["==", "!=", "<=", ">=", "<", ">"] as const;

/** Values that are added or taken away, the first one added. */
export type Sum = { readonly terms: readonly Term[]; readonly type: ValueType; readonly at: number };

export type Term = { readonly sign: 1 | -1; readonly value: Value };

export type Value =
  /** A number, or hundredths of a percent. */
  | { readonly form: "number"; readonly type: ValueType; readonly amount: number }
  | { readonly form: "fact"; readonly name: string; readonly filter: Filter };

export type ValueType = "count" | "share";

/** What narrows the scope of a fact, beside that of the rule. */
export type Filter = { readonly [name in FilterName]?: string };

export type FilterName = (typeof filterNames)[number];

export const filterNames = ["package", "kind", "owner", "path"] as const;
