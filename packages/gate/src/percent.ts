/** Hundredths of a percent, an integer from 0 to 10 000: 80.5 % is 8050. */
export type Hundredths = number;

/** `80%`, `80.5%`, `80.25 %`: at most two decimals, so that a limit is an integer of hundredths. */
export const percentPattern = "^(?:100(?:\\.00?)?|[0-9]{1,2}(?:\\.[0-9]{1,2})?) ?%$";

/** The hundredths that a text of `percentPattern` names; `undefined` for any other text. */
export function parsePercent(text: string): Hundredths | undefined {
  return new RegExp(percentPattern).test(text) ? hundredthsOf(text) : undefined;
}

/** A percentage that may be above 100 %: `20%`, `150.5 %`. */
export const growthPattern = "^[0-9]{1,4}(?:\\.[0-9]{1,2})? ?%$";

/** The hundredths that a text of `growthPattern` names; `undefined` for any other text. */
export function parseGrowth(text: string): Hundredths | undefined {
  return new RegExp(growthPattern).test(text) ? hundredthsOf(text) : undefined;
}

function hundredthsOf(text: string): Hundredths {
  const [whole = "", decimals = ""] = text.replace(/ ?%$/, "").split(".");
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}

/** A limit for people: `80 %`, `80.5 %`. */
export function showLimit(limit: Hundredths): string {
  return show(BigInt(limit), 2);
}

/**
 * A share for people, floored, so that it never looks better than it is: 100 % only when `part` is `whole`, and
 * below `limit` also when shown. It has one decimal, or two where the limit has. 0 of 0 is `n/a`.
 */
export function showShare(part: number, whole: number, limit: Hundredths): string {
  if (whole === 0) return "n/a";
  const decimals = limit % 10 === 0 ? 1 : 2;
  return show((BigInt(part) * 10n ** BigInt(decimals + 2)) / BigInt(whole), decimals);
}

function show(scaled: bigint, decimals: number): string {
  const digits = scaled.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return `${digits.slice(0, -decimals)}${fraction === "" ? "" : `.${fraction}`} %`;
}
