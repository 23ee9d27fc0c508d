import {
  type Decision,
  type Place,
  type Policy,
  type PolicyLayer,
  type RuleEntry,
  scopeLabel,
} from "@tollgate/model";
import { placeOf } from "../figures.ts";
import { policyWords } from "../policy-words.ts";
import { columns, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** The policy that judges: its layers, and each entry with what it asks for and the layer that asks. */
export function renderPolicy(
  policy: Policy,
  entries: readonly RuleEntry[],
  options: TerminalOptions,
): string {
  const paint = paintFor(options);
  const { path, origin, layers = [] } = policy;
  const judging: Pick<Decision, "policy"> =
    origin === undefined ? {} : { policy: { ...(path === undefined ? {} : { path }), ...origin } };
  const words = policyWords(judging);
  const rows = entries.map(({ rule, scope, mode, enforceFrom, options: told, place }) => [
    plain(rule),
    plain(scopeLabel(scope)),
    `${mode}${enforceFrom === undefined ? "" : ` from ${enforceFrom}`}`,
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
    ...columns("lllll", [["Rule", "Scope", "Mode", "Options", "Asked by"], ...rows], (cell, row) =>
      row === 0 ? paint.dim(cell) : cell,
    ),
  ]);
}

/** The place that asks for a rule, and of which layer it is: `org.yml:3:5 (organisation)`. */
export function askedBy(place: Place | undefined, layers: readonly PolicyLayer[] = []): string {
  if (place === undefined) return "a built-in rule";
  const layer = layers.find(({ path }) => path === place.path);
  const words = `${placeOf(place)}:${place.column}`;
  return layer === undefined ? words : `${words} (${layer.level})`;
}
