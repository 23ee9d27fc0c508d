import { type TollgateError, usageError } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Fault } from "./fault.ts";
import type { Locate } from "./parse-yaml.ts";

/** A broken file can have one problem a line; the first ones tell what to do. */
const shown = 20;

/** The usage error for a file with faults, in the order of its text; `what` is what the file is: `policy`. */
export function refusal(faults: readonly Fault[], locate: Locate, what: string): TollgateError {
  const { path } = locate(0);
  const lines = [...faults]
    .sort((a, b) => a.offset - b.offset)
    .slice(0, shown)
    .map(({ offset, found, allowed, remedy }) => {
      const { line, column } = locate(offset);
      return `  ${path}:${line}:${column}: found ${found}; allowed: ${allowed}. ${remedy}`;
    });
  const more = faults.length > shown ? [`  and ${plural(faults.length - shown, "more problem")}`] : [];
  return usageError(
    `The ${what} ${path} has ${plural(faults.length, "problem")}:\n${[...lines, ...more].join("\n")}`,
    `Correct these places and run it again; ${page(what)} tells what a ${what} can say.`,
  );
}

function page(what: string): string {
  return what === "waiver" ? "docs/waivers.md" : "docs/policy.md";
}
