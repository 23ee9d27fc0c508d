import type { MissingEvidence, OpenFile, Report, Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "./gap.ts";
import { within } from "./within.ts";

/** What an absent shard leaves open of the coverage of a scope: hits only, or also how much there is to cover. */
export function shardGap(
  report: Report,
  scope: Scope,
  { what, because, remedy, shard }: MissingEvidence,
): Gap {
  const gap: Gap = { cause: "absent", what: `${what} did not arrive (${because})`, remedy };
  const open = shard?.open;
  if (open === undefined)
    return { ...gap, what: `${gap.what}, and without git nobody knows which files it measures` };
  const here = openWithin(report, scope, open);
  const [first] = here;
  if (first === undefined) return { ...gap, adds: true };
  return {
    ...gap,
    what: `${gap.what}, and ${plural(here.length, "source")} may have more to cover (${first}${here.length > 1 ? ", …" : ""})`,
    remedy: `${remedy} Where every shard measures every source as a whole (an \`include\` in the settings of the coverage tool), this can be decided before the last shard arrives.`,
  };
}

/** Open files of the scope, and those that other kinds alone measured so far. */
function openWithin(report: Report, scope: Scope, open: readonly OpenFile[]): readonly string[] {
  const holds = within(report, scope);
  const { kind } = scope;
  const ofOtherKinds =
    kind === undefined
      ? []
      : report.coverage.filter(({ byKind }) => byKind.every((counts) => counts.kind !== kind));
  const here = [...open, ...ofOtherKinds].filter(({ path, package: owner }) =>
    holds({ path, package: owner }),
  );
  return [...new Set(here.map(({ path }) => path))];
}
