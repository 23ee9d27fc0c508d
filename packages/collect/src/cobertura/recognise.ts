import type { Head } from "../reader.ts";
import { endOfDoctype } from "../xml/doctype.ts";

/**
 * True when the first element is `coverage` and is Cobertura's: by its rates, by its document type, or by what it
 * holds. Clover's, SonarQube's and NCover's root elements have the same name. Log lines in front are passed over.
 */
export function recogniseCobertura({ text }: Head): boolean {
  const start = startOfMarkup(text);
  if (start < 0) return false;
  const root = endOfProlog(text, start);
  const tag = /^<(?:[\w.-]+:)?coverage(?:\s[^>]*)?(?:>|$)/.exec(text.slice(root, root + 4_096))?.[0];
  if (tag === undefined) return false;
  if (/\s(?:line-rate|branch-rate|lines-valid)\s*=/.test(tag)) return true;
  if (/^<!doctype[^>]*cobertura/im.test(text.slice(start, root))) return true;
  const first = endOfProlog(text, root + tag.length);
  return /^<(?:[\w.-]+:)?(?:sources|packages)[\s/>]/.test(text.slice(first, first + 64));
}

function startOfMarkup(text: string): number {
  const first = text.search(/\S/);
  if (first < 0 || text[first] === "<") return first;
  return /^[[{]/.test(text.charAt(first)) ? -1 : text.search(/^[ \t]*<(?:\?xml|coverage)\s/m);
}

/** First position behind white space, declarations, comments and the document type. */
function endOfProlog(text: string, from: number): number {
  let at = from;
  while (at >= 0 && at < text.length) {
    if (/\s/.test(text[at]!)) at++;
    else if (text.startsWith("<?", at)) at = behind(text, "?>", at);
    else if (text.startsWith("<!--", at)) at = behind(text, "-->", at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) at = endOfDoctype(text, at + 9);
    else return at;
  }
  return text.length;
}

function behind(text: string, terminator: string, from: number): number {
  const found = text.indexOf(terminator, from);
  return found < 0 ? -1 : found + terminator.length;
}
