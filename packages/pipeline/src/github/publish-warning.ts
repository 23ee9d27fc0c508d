import type { NotPublished, Published } from "@tollgate/github";
import { plainLine } from "@tollgate/text";

/**
 * Everything that was not published, and what to do, in one line; undefined when nothing is missing. What a newer push or
 * run took over is not missing.
 */
export function warningOf(published: readonly Published[]): string | undefined {
  const missing = published.filter(isMissing);
  if (missing.length === 0) return undefined;
  const things = [...new Set(missing.map(({ what }) => `the ${what}`))];
  const reasons = [...new Set(missing.map(({ message }) => message))];
  const remedies = [...new Set(missing.map(({ remedy }) => remedy))];
  return plainLine(
    `The verdict stands, but not all of it was published: ${listed(things)}. ${[...reasons, ...remedies].join(" ")}`,
  );
}

function isMissing(part: Published): part is NotPublished {
  return !part.done && part.reason !== "superseded";
}

function listed(things: readonly string[]): string {
  return things.length < 2 ? things.join("") : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
}
