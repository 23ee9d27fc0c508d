import { type Policy, type PolicyLayer, usageError } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Layer } from "./layer.ts";
import { beside, type Looser, type Placed, tighten } from "./tighten.ts";

/**
 * The policy of the repository with all above it and the policies of packages below it. Throws a usage error that tells
 * each place where a layer asks for less than one above it, with both places.
 */
export function joinLayers(repository: Layer | undefined, packages: readonly Layer[]): Policy {
  const looser: Looser[] = [];
  const top = repository === undefined ? noPolicy : withParents(repository, looser);
  const joined = packages.reduce<Placed>((above, layer) => onTop(above, layer, looser), top);
  const told = [...new Set(looser)];
  if (told.length > 0) throw tooLoose(told);
  const layers = [...(repository === undefined ? [] : listOf(repository)), ...packages.map(toLayer)];
  const { path: _path, ...policy } = joined.policy;
  return {
    ...(repository === undefined ? {} : { path: repository.path }),
    ...policy,
    ...(layers.length > 1 || packages.length > 0 ? { layers } : {}),
  };
}

const noPolicy: Placed = { policy: { reports: [], paths: [], rules: [] } };

function withParents(layer: Layer, looser: Looser[]): Placed {
  if (layer.parents.length === 0) return layer;
  return onTop(beside(layer.parents.map((parent) => withParents(parent, looser))), layer, looser);
}

function onTop(above: Placed, layer: Layer, looser: Looser[]): Placed {
  const { placed, looser: found } = tighten(above, layer);
  looser.push(...found);
  return placed;
}

/** Those above first, each once. */
function listOf(layer: Layer): readonly PolicyLayer[] {
  const all = [...layer.parents.flatMap(listOf), toLayer(layer)];
  return [...new Map(all.map((one) => [one.path, one])).values()];
}

function toLayer({ level, path, package: owner, digest }: Layer): PolicyLayer {
  return { level, path, ...(owner === undefined ? {} : { package: owner }), digest };
}

function tooLoose(looser: readonly Looser[]): Error {
  return usageError(
    `The policy asks for less than a layer above it in ${plural(looser.length, "place")}:\n${looser.map((one) => `  ${one}.`).join("\n")}`,
    "A layer may only tighten: leave it out, or ask for as much. For an exception that ends, write a waiver (.tollgate/waivers/).",
  );
}
