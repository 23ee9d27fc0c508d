import { cleanName } from "./clean-name.ts";

/**
 * The suites of a test whose full title joins them and its own title by spaces: one text, because nothing tells
 * where one suite ends and the next begins.
 */
export function suiteBefore(fullTitle: string | undefined, title: string | undefined): readonly string[] {
  if (fullTitle === undefined || title === undefined || !fullTitle.endsWith(title)) return [];
  const suites = cleanName(fullTitle.slice(0, fullTitle.length - title.length)).trim();
  return suites === "" ? [] : [suites];
}
