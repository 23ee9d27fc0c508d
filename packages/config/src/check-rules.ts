import { type OptionFault, rules } from "@tollgate/gate";
import type { RuleOption } from "@tollgate/model";
import type { Fault } from "./fault.ts";
import { itemsIn, valuesOf } from "./look-up.ts";
import type { Tree } from "./tree.ts";

/** What the rules themselves find wrong with their options: that they ask for nothing, an expression that says nothing. */
export function checkRules(tree: Tree, text: string): readonly Fault[] {
  const written = valuesOf(tree, "rules").flatMap((found) => (found.form === "object" ? found.members : []));
  return written.flatMap(({ key, value }) => {
    const check = rules.find(({ id }) => id === key)?.check;
    if (check === undefined) return [];
    const entries = value.form === "list" ? itemsIn(value) : [value];
    return entries.flatMap((entry) => faultsOf(entry, check, text));
  });
}

function faultsOf(
  entry: Tree,
  check: (options: Readonly<Record<string, RuleOption>>) => readonly OptionFault[],
  text: string,
): readonly Fault[] {
  if (entry.form !== "object") return [];
  const options = new Map<string, RuleOption>();
  const offsets = new Map<string, number>();
  for (const { key, value } of entry.members) {
    const plain = plainOption(value);
    // What is no plain value or list of texts has its own fault.
    if (plain === undefined) return [];
    options.set(key, plain);
    offsets.set(key, textStart(text, value.offset));
  }
  return check(Object.fromEntries(options)).map(({ option = "", at = 0, found, allowed, remedy }) => {
    const start = offsets.get(option);
    return { offset: start === undefined ? entry.offset : start + at, found, allowed, remedy };
  });
}

function plainOption(tree: Tree): RuleOption | undefined {
  if (tree.form === "value") return tree.value ?? undefined;
  const texts = itemsIn(tree).flatMap((item) =>
    item.form === "value" && typeof item.value === "string" ? [item.value] : [],
  );
  return tree.form === "list" && texts.length === tree.items.length ? texts : undefined;
}

/** Behind the quote of a quoted text. */
function textStart(text: string, offset: number): number {
  return text[offset] === '"' || text[offset] === "'" ? offset + 1 : offset;
}
