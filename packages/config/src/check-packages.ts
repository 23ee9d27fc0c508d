import { nearestNames } from "@tollgate/gate";
import { compareText } from "@tollgate/model";
import type { Fault } from "./fault.ts";
import { itemsIn, valuesOf } from "./look-up.ts";
import { quoted } from "./quoted.ts";
import type { Tree } from "./tree.ts";

/** Packages that `reports` or `expect` names and the workspace does not have: their evidence would belong to nobody. */
export function checkPackages(tree: Tree, packages: readonly string[]): readonly Fault[] {
  const expect = valuesOf(tree, "expect");
  const lists = [
    ...valuesOf(tree, "reports"),
    ...expect,
    ...expect.flatMap((member) => [...valuesOf(member, "add"), ...valuesOf(member, "except")]),
  ];
  return lists
    .flatMap(itemsIn)
    .flatMap((entry) => valuesOf(entry, "package"))
    .flatMap((value) =>
      value.form === "value" && typeof value.value === "string" && !packages.includes(value.value)
        ? [unknownPackage(value.value, value.offset, packages)]
        : [],
    );
}

/** How many packages a message lists. */
const shown = 5;

function unknownPackage(name: string, offset: number, packages: readonly string[]): Fault {
  const near = nearestNames(name, packages).map((candidate) => `"${candidate}"`);
  const names = [...packages].sort(compareText);
  const more = names.length > shown ? ` and ${names.length - shown} more` : "";
  return {
    offset,
    found: `the package ${quoted(name)}`,
    allowed: `a package of the workspace: ${names.slice(0, shown).join(", ")}${more}`,
    remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Write the name in its manifest.",
  };
}
