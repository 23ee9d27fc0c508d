/** A duration in whole microseconds, or why there is none. `negative` counts as 0. */
export type Duration =
  | { readonly us: number; readonly doubt?: "negative" }
  | { readonly us?: undefined; readonly doubt?: "ambiguous" | "unknown" };

/**
 * Reads a JUnit time: seconds, as decimal or with an exponent, with commas for thousands (`2,120.532`), with a
 * decimal comma (`0,25`), or with a unit (`80.803us`). A lone comma before three digits may be either (`1,234`):
 * that is no duration. An empty text is an absent one.
 */
export function parseDuration(text: string): Duration {
  const trimmed = text.trim();
  if (trimmed === "") return {};
  if (plainNumber.test(trimmed)) return toDuration(Number(trimmed), 1_000_000);
  const withUnit = numberWithUnit.exec(trimmed);
  if (withUnit !== null) return toDuration(Number(withUnit[1]), microseconds.get(withUnit[2]!)!);
  if (!trimmed.includes(",")) return { doubt: "unknown" };
  if (thousandsAndPoint.test(trimmed) || severalThousands.test(trimmed))
    return toDuration(Number(trimmed.replaceAll(",", "")), 1_000_000);
  const comma = loneComma.exec(trimmed);
  if (comma === null) return { doubt: "unknown" };
  if (mayBeThousands(comma[1]!, comma[2]!)) return { doubt: "ambiguous" };
  return toDuration(Number(trimmed.replace(",", ".")), 1_000_000);
}

/** Whole microseconds; `unknown` for what is no finite number or longer than the model's integers reach. */
function toDuration(value: number, microsecondsPerUnit: number): Duration {
  const us = Math.round(value * microsecondsPerUnit);
  if (!Number.isSafeInteger(us)) return { doubt: "unknown" };
  if (us < 0) return { us: 0, doubt: "negative" };
  return { us: us + 0 }; // no -0
}

function mayBeThousands(whole: string, fraction: string): boolean {
  const digits = whole.replace("-", "");
  return fraction.length === 3 && digits.length <= 3 && !/^0/.test(digits);
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const thousandsAndPoint = /^-?\d{1,3}(?:,\d{3})+\.\d+$/;
const severalThousands = /^-?\d{1,3}(?:,\d{3}){2,}$/;
const loneComma = /^(-?\d+),(\d+)$/;
const numberWithUnit =
  /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(ns|us|µs|μs|ms|s|sec|secs|second|seconds)$/i;

/** Microseconds in a unit. Minutes are not among them: `m` also stands for milli, and `1m30s` is no number. */
const microseconds: ReadonlyMap<string, number> = new Map([
  ["ns", 0.001],
  ["us", 1],
  ["µs", 1],
  ["μs", 1],
  ["ms", 1_000],
  ["s", 1_000_000],
  ["sec", 1_000_000],
  ["secs", 1_000_000],
  ["second", 1_000_000],
  ["seconds", 1_000_000],
]);
