import type { Head } from "./reader.ts";

/**
 * True when our own marker stands exactly where our writers put it: what `tollgate` wrote is never evidence. A report
 * that only mentions the words is one of another tool.
 */
export function isOwnOutput(head: Head): boolean {
  const beginning = head.text.slice(0, 1_024);
  return ownBeginnings.some((pattern) => pattern.test(beginning));
}

/** Stands at the beginning of every file that Tollgate writes in a format that it also reads. */
export const ownOutputMarker: string = "written by tollgate";

/**
 * XML and HTML: a comment in front of the root; lcov: the first line; report.json: the first member; istanbul: that of the first
 * file; CTRF: its `extra`; SARIF: its properties.
 */
const ownBeginnings: readonly RegExp[] = [
  new RegExp(String.raw`^(?:<\?xml[^>]*\?>|<!doctype html>)?\s*<!-- ${ownOutputMarker} -->\s*<[A-Za-z]`),
  new RegExp(String.raw`^# ${ownOutputMarker}\r?\n`),
  new RegExp(String.raw`^\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*\{\s*)?"\$comment"\s*:\s*"${ownOutputMarker}"\s*,`),
  new RegExp(
    String.raw`^\{\s*"reportFormat"\s*:\s*"CTRF"\s*,\s*"specVersion"\s*:\s*"[\d.]+"\s*,\s*"generatedBy"\s*:\s*"tollgate"\s*,\s*"extra"\s*:\s*\{\s*"comment"\s*:\s*"${ownOutputMarker}"\s*\}`,
  ),
  new RegExp(
    String.raw`^\{\s*"\$schema"\s*:\s*"[^"]*"\s*,\s*"version"\s*:\s*"2\.1\.0"\s*,\s*"properties"\s*:\s*\{\s*"comment"\s*:\s*"${ownOutputMarker}"\s*\}`,
  ),
];
