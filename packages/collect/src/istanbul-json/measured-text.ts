import type { FileCoverage } from "@tollgate/model";

/** What an entry measures: shared by all shards of one build. */
export type MeasuredText = Pick<FileCoverage, "map" | "version">;

/** nyc writes a digest over the source and its own settings. */
export function versionOf(entry: { readonly [name: string]: unknown }): Pick<FileCoverage, "version"> {
  const hash = Object.hasOwn(entry, "contentHash") ? entry["contentHash"] : undefined;
  return typeof hash === "string" && hash !== "" ? { version: `nyc:${hash}` } : {};
}
