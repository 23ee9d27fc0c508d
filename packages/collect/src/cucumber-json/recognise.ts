import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True for a list whose first object is a feature. The beginning may end inside its elements, before it names itself. */
export function recogniseCucumberJson({ text }: Head): boolean {
  const list = /^\s*\[\s*(?=\{)/.exec(text);
  if (list === null) return false;
  const keys = topKeys(text.slice(list[0].length));
  if (keys?.has("elements") !== true) return false;
  return (
    keys.has("keyword") || keys.has("uri") || (/"steps"\s*:\s*\[/.test(text) && /"keyword"\s*:/.test(text))
  );
}
