import { type ByteSlabs, createByteSlabs } from "../input/byte-slabs.ts";
import { mismatch } from "./json-bytes.ts";

import { type Match, matchTemplate, type Template } from "./template.ts";

/** The templates of one collection. */
export interface TemplateStore {
  /** The template that the entry at `from` matches, with what was found; see `matchTemplate`. */
  match(
    key: string,
    bytes: Buffer,
    from: number,
    end: number,
  ): { readonly template: Template; readonly found: Match } | undefined;
  /** Keeps the template that `create` makes of `length` bytes, while there is room. */
  remember(key: string, length: number, create: (slabs: ByteSlabs) => Template | undefined): void;
  /** Forgets all templates and gives their memory back. */
  release(): void;
}

/** Bytes that all templates of a collection may take together; beyond that, entries are parsed. */
const storeLimit = 128 * 1024 * 1024;

/** Templates of one key: builds that differ are few, files that share their name may be many. */
const candidateLimit = 4;

/** Remembers templates by path, and by the end of the path: another machine's root is another beginning. */
export function createTemplateStore(): TemplateStore {
  const byKey = new Map<string, Template[]>();
  const slabs = createByteSlabs();
  let stored = 0;
  return {
    match(key, bytes, from, end) {
      return firstMatch(byKey.get(key)) ?? firstMatch(byKey.get(tailOf(key)));

      function firstMatch(
        candidates: readonly Template[] | undefined,
      ): { template: Template; found: Match } | undefined {
        for (const template of candidates ?? []) {
          const found = matchTemplate(template, bytes, from, end);
          if (found.at !== mismatch) return { template, found };
        }
        return undefined;
      }
    },
    remember(key, length, create) {
      if (stored + length > storeLimit) return;
      const template = create(slabs);
      // Also the bytes of one that does not read its own entry take room.
      stored += template?.fixed.length ?? length;
      if (template === undefined) return;
      for (const name of new Set([key, tailOf(key)])) {
        const candidates = byKey.get(name);
        if (candidates === undefined) byKey.set(name, [template]);
        else if (candidates.length < candidateLimit) candidates.push(template);
      }
    },
    release() {
      byKey.clear();
      stored = 0;
      slabs.release();
    },
  };
}

/** The last three parts of a path. */
function tailOf(path: string): string {
  let at = path.length;
  for (let parts = 0; parts < 3 && at > 0; parts++)
    at = Math.max(path.lastIndexOf("/", at - 1), path.lastIndexOf("\\", at - 1), 0);
  return at === 0 ? path : `…${path.slice(at)}`;
}
