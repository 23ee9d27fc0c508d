import { isGateId, usageError } from "@tollgate/model";

/** Reads the inputs of an action, each by its name. What was not given and what was given empty are the same. */
export interface Inputs {
  text(name: string): string | undefined;
  /** The lines that are not empty. */
  lines(name: string): readonly string[];
  flag(name: string, fallback: boolean): boolean;
  choice<T extends string>(name: string, values: readonly T[], fallback: T): T;
  count(name: string, range: { readonly least: number; readonly most: number }): number | undefined;
  /** The id of a gate. */
  id(name: string, fallback: string): string;
}

/** All inputs as `read` shapes them. Throws one usage error that names every wrong value with those that are valid. */
export function readInputs<T>(get: (name: string) => string, read: (inputs: Inputs) => T): T {
  const faults: string[] = [];
  const text = (name: string): string | undefined => get(name).trim() || undefined;
  const wrong = <V>(name: string, value: string, wanted: string, fallback: V): V => {
    faults.push(`The input \`${name}\` is ${JSON.stringify(value.slice(0, 100))}; ${wanted} was wanted.`);
    return fallback;
  };
  const inputs: Inputs = {
    text,
    lines: (name) =>
      get(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    flag(name, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
      return wrong(name, value, "true or false", fallback);
    },
    choice(name, values, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      return values.find((each) => each === value) ?? wrong(name, value, values.join(" or "), fallback);
    },
    count(name, { least, most }) {
      const value = text(name);
      if (value === undefined) return undefined;
      const count = /^\d{1,18}$/.test(value) ? Number(value) : Number.NaN;
      if (count >= least && count <= most) return count;
      return wrong(name, value, `a whole number from ${least} to ${most}`, undefined);
    },
    id(name, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      if (isGateId(value)) return value;
      return wrong(
        name,
        value,
        "an id of small letters and digits with single `.`, `-`, `_` between them",
        fallback,
      );
    },
  };
  const shaped = read(inputs);
  if (faults.length > 0) throw usageError(faults.join("\n"), "Correct `with:` of this step.");
  return shaped;
}

/** The member, where there is a value. */
export function member<N extends string, V>(name: N, value: V | undefined): { readonly [K in N]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: V }; // computed keys widen
}
