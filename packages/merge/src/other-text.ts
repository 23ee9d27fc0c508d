import { farthestLine } from "./farthest-line.ts";
import type { ReferenceSource } from "./reference-source.ts";
import type { View } from "./views.ts";

/** Why it is known that a report measured another text of a file than is judged, of which nothing can be found there. */
export type OtherText = "commit" | "version" | "length";

/**
 * Finds views of another text: of another commit, with another version than the source or other reports have, or with
 * code behind the end of the source. One line behind it is none: some tools count the end of the last line as a start.
 */
export function createOtherTextFinder(
  views: readonly View[],
  source: ReferenceSource | undefined,
): (view: View) => OtherText | undefined {
  const disputed = disputedSchemes(views);
  return ({ file: { map, version }, isOfOtherCommit, shift }) => {
    if (shift !== undefined) return farthestLine(map) > shift.lines + 1 ? "length" : undefined;
    if (isOfOtherCommit) return "commit";
    if (version !== undefined && isOtherVersion(version, source, disputed)) return "version";
    const isTooLong = source?.lines !== undefined && farthestLine(map) > source.lines + 1;
    return isTooLong ? "length" : undefined;
  };
}

/** Whether reports name different versions, or one that the source can confirm or refute. */
export function hasDoubtfulVersion(views: readonly View[]): boolean {
  return (
    disputedSchemes(views).size > 0 || views.some(({ file }) => file.version?.startsWith("md5:") === true)
  );
}

/** Schemes of which reports name different versions: nothing says which is right. */
function disputedSchemes(views: readonly View[]): ReadonlySet<string> {
  const versions = new Map<string, string>();
  const disputed = new Set<string>();
  for (const { file, isOfOtherCommit: isOther } of views) {
    if (file.version === undefined || isOther) continue;
    const scheme = schemeOf(file.version);
    const known = versions.get(scheme);
    if (known === undefined) versions.set(scheme, file.version);
    else if (known !== file.version) disputed.add(scheme);
  }
  return disputed;
}

function isOtherVersion(
  version: string,
  source: ReferenceSource | undefined,
  disputed: ReadonlySet<string>,
): boolean {
  const scheme = schemeOf(version);
  if (scheme === "md5" && source?.md5 !== undefined) return !source.md5.includes(version.slice(4));
  return disputed.has(scheme);
}

function schemeOf(version: string): string {
  return version.slice(0, version.indexOf(":"));
}
