import { sinceMarker } from "@tollgate/model";

/**
 * True where a posted comment says what this body says, apart from which commit was judged and what had changed before:
 * who does not want to be told the same twice is not.
 */
export function isSaidIn(posted: string, body: string): boolean {
  return contentOf(posted) === contentOf(body);
}

/** The page without the unseen state, the paragraph of what changed, and the line of what was judged. */
function contentOf(page: string): string {
  const lines = page.replaceAll("\r\n", "\n").split("\n");
  return lines
    .filter(
      (line, i) =>
        !line.startsWith("<!-- tollgate state ") &&
        !line.startsWith("<sub>Judged ") &&
        !(line.startsWith("**Since ") && lines[i - 2] === sinceMarker),
    )
    .join("\n")
    .replace(/\n{2,}/g, "\n\n")
    .trim();
}
