import { byteLength } from "@tollgate/text";
import { embeddedJson } from "./embedded-json.ts";

export type Filled = {
  /** JSON of the items that fit, first ones first. */
  readonly json: readonly string[];
  /** Items that are told in a shorter form than the first. */
  readonly shortened: number;
  readonly dropped: number;
};

/**
 * As many items as fit into `budget` UTF-8 bytes. There may be two forms of an item, the full one first: as soon as it does
 * not fit into its part of the budget, all further items have the short one.
 */
export function fill<T>(
  items: readonly T[],
  budget: number,
  forms: readonly ((item: T) => unknown)[],
): Filled {
  const json: string[] = [];
  let [used, form, shortened] = [0, 0, 0];
  for (const item of items) {
    const text = nextFit(item);
    if (text === undefined) break;
    json.push(text);
    if (form > 0) shortened++;
  }
  return { json, shortened, dropped: items.length - json.length };

  function nextFit(item: T): string | undefined {
    for (; form < forms.length; form++) {
      const text = embeddedJson(forms[form]!(item));
      const size = byteLength(text) + comma;
      if (used + size > (form === forms.length - 1 ? budget : budget * fullPart)) continue;
      used += size;
      return text;
    }
    return undefined;
  }
}

const comma = 1;

/** What the full form may take where there is a short one. */
const fullPart = 0.8;

/** An item that is told in full or in short. */
export type Forms<T> = readonly [full: () => T, short: () => T];

export const bothForms: readonly ((item: Forms<unknown>) => unknown)[] = [
  ([full]) => full(),
  ([, short]) => short(),
];
