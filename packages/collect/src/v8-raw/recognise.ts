import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/**
 * True for what node writes for `NODE_V8_COVERAGE`, `{"result":[{"scriptId":…`, and for lists of such scripts, as
 * Playwright gives them.
 */
export function recogniseV8({ text }: Head): boolean {
  if (nothing.test(text)) return true;
  const list = /^\s*(?:\{\s*"result"\s*:\s*)?\[\s*(?=\{)/.exec(text);
  if (list === null) return false;
  const first = topKeys(text.slice(list[0].length));
  return (
    first?.has("scriptId") === true && first.has("url") && (first.has("functions") || first.has("source"))
  );
}

/** A process in which V8 counted no script. */
const nothing = /^\s*\{\s*"result"\s*:\s*\[\s*\]\s*,\s*"timestamp"\s*:\s*[\d.]+\s*[,}]/;
