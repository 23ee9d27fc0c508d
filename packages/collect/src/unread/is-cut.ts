import type { Head } from "../reader.ts";

/** True when a short document ends before anything in it can be recognised. `false` for what is longer than the head. */
export function isCut({ text, whole }: Head): boolean {
  if (!whole) return false;
  const start = text.trimStart();
  if (start.startsWith("<")) return isCutMarkup(start);
  if (/^[[{]/.test(start)) return isCutJson(start);
  return /^(?:TN?|SF?)$/.test(start.trimEnd());
}

/** What is left behind declarations and comments is nothing, or a tag without its end. */
function isCutMarkup(text: string): boolean {
  const rest = text.replace(
    /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>|[\s\ufeff])+/i,
    "",
  );
  return rest === "" || /^<(?:$|[?!]|[A-Za-z_:][^<>]*$)/.test(rest);
}

/** A string, an object or a list is open at the end. */
function isCutJson(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString && character === "\\") i++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return inString || depth > 0;
}
