import { type Place, type PolicyExplanation, type PolicyLayer, scopeLabel } from "@tollgate/model";
import { placeOf } from "../figures.ts";
import { policyWords } from "../policy-words.ts";
import { waiversToTell } from "../waiver-words.ts";
import { columns, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";
import { waiverItem } from "./waivers.ts";

/** What is in force: the layers of the policy, each entry with the layer that asks for it, who may override, the waivers. */
export function renderPolicy(explanation: PolicyExplanation, options: TerminalOptions): string {
  const paint = paintFor(options);
  const { policy, rules } = explanation;
  const layers = policy?.layers ?? [];
  const words = policyWords(explanation);
  const rows = rules.map(({ rule, scope, mode, enforceFrom, severity, options: told, place }) => [
    plain(rule),
    plain(scopeLabel(scope)),
    `${mode}${enforceFrom === undefined ? "" : ` from ${enforceFrom}`}`,
    severity,
    plain(
      Object.entries(told)
        .map(([name, value]) => `${name} ${value}`)
        .join(", "),
    ),
    plain(askedBy(place, layers)),
  ]);
  return toOutput([
    ...wrapped(`Judged by ${words === "" ? "the built-in rules" : words}.`, "", "", options),
    ...(layers.length === 0 ? [] : [""]),
    ...columns(
      "lll",
      layers.map(({ level, path: file, package: owner = "" }) => [level, plain(file), plain(owner)]),
      (cell) => cell,
    ),
    "",
    ...columns(
      "llllll",
      [["Rule", "Scope", "Mode", "Severity", "Options", "Asked by"], ...rows],
      (cell, row) => (row === 0 ? paint.dim(cell) : cell),
    ),
    "",
    ...wrapped(overrideWords(explanation), "", "", options),
    ...wrapped(waiverWords(explanation), "", "", options),
    ...waiversToTell(explanation).flatMap((waiver) => waiverItem(waiver, options, paint)),
  ]);
}

function overrideWords({ override }: PolicyExplanation): string {
  if (override === undefined) return "No label overrides the rules.";
  const { label, who } = override;
  const may = who === undefined ? "everybody who may set labels" : who.join(", ");
  return `The label ${label} overrides the rules for a pull request. It may be set by: ${may}.`;
}

function waiverWords({ waivers, approvalRequired }: PolicyExplanation): string {
  const which = approvalRequired ? " Only those help whose approval by an owner is proven." : "";
  return `${waivers.length === 0 ? "There is no waiver." : "What waivers allow:"}${which}`;
}

/** The place that asks for a rule, and of which layer it is: `org.yml:3:5 (organisation)`. */
export function askedBy(place: Place | undefined, layers: readonly PolicyLayer[] = []): string {
  if (place === undefined) return "a built-in rule";
  const layer = layers.find(({ path }) => path === place.path);
  const words = `${placeOf(place)}:${place.column}`;
  return layer === undefined ? words : `${words} (${layer.level})`;
}
