import { compareText, type Report, type Scope } from "@tollgate/model";
import type { Gap } from "../../evidence/gap.ts";
import { inputsWithin } from "../../evidence/scope.ts";
import { ofScope } from "../../scope-words.ts";

/** Packages of the scope, or the scope, for which no tool looked: that nothing is told is not that nothing was found. */
export function nothingLooked(report: Report, scope: Scope, tool: string | undefined): readonly Gap[] {
  const { packages, ...rest } = scope;
  const parts: readonly Scope[] =
    packages === undefined ? [scope] : packages.map((name) => ({ ...rest, package: rest.package ?? name }));
  return parts.filter((part) => !hasLooked(report, part, tool)).map((part) => toGap(report, part, tool));
}

function hasLooked(report: Report, scope: Scope, tool: string | undefined): boolean {
  return inputsWithin(report, scope, "findings").some(
    ({ tools }) => tools !== undefined && (tool === undefined ? tools.length > 0 : tools.includes(tool)),
  );
}

function toGap(report: Report, { name: _name, ...scope }: Scope, tool: string | undefined): Gap {
  const by = tool === undefined ? "" : ` by ${tool}`;
  const told = [...new Set(report.inputs.flatMap(({ tools = [] }) => tools))].sort(compareText);
  const others = tool === undefined || told.length === 0 ? "" : ` There are reports by ${told.join(", ")}.`;
  return {
    cause: "absent",
    what: `no report of findings${by}${ofScope(scope)}${scope.kind === undefined ? "" : ` of the kind ${scope.kind}`} arrived`,
    remedy: `Let the tool write SARIF (or ESLint its JSON) before Tollgate, into a folder that is collected.${others}`,
  };
}
