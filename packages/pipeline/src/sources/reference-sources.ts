import { hash } from "node:crypto";
import type { ReferenceSource } from "@tollgate/merge";
import { languageOf, type RepoPath, type RepoTree } from "@tollgate/model";
import { createSourceReader } from "./source-text.ts";

/**
 * What the sources of these files say can be covered. Only files of the tree are opened, and the parser is loaded only
 * when there is one to parse.
 */
export async function readReferenceSources(
  tree: RepoTree,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, ReferenceSource>> {
  const sources = new Map<RepoPath, ReferenceSource>();
  if (paths.length === 0) return sources;
  const known = new Set(tree.hasGit ? tree.files : []);
  const read = createSourceReader(tree.root);
  for (const path of paths)
    sources.set(path, known.has(path) ? await referenceOf(read(path), path) : unknown(whyUnknown(tree)));
  return sources;
}

/** What a file says can be covered; `undefined` for one that could not be read. */
export async function referenceOf(bytes: Buffer | undefined, path: RepoPath): Promise<ReferenceSource> {
  if (bytes === undefined) return unknown("the file is too large, a link, or cannot be read");
  const text = bytes.toString("utf8");
  return { lines: text.split(lineEnd).length, md5: digestsOf(bytes), content: await parse(text, path) };
}

async function parse(text: string, path: RepoPath): Promise<ReferenceSource["content"]> {
  if (languageOf(path) !== "javascript")
    return { reason: "only sources of JavaScript and TypeScript are parsed" };
  const { referenceMap } = await import("@tollgate/source");
  const map = referenceMap(text, path);
  return map === undefined ? { reason: "the file cannot be parsed" } : { map };
}

/** MD5 of a text, also with other line ends: git may write those on another machine. */
export function digestsOf(bytes: Buffer): readonly string[] {
  const plain = bytes.toString("latin1").replaceAll("\r\n", "\n");
  const all = [bytes, Buffer.from(plain, "latin1"), Buffer.from(plain.replaceAll("\n", "\r\n"), "latin1")];
  return [...new Set(all.map((content) => hash("md5", content)))];
}

function unknown(reason: string): ReferenceSource {
  return { content: { reason } };
}

/** All that a language may end a line with: a tool may count them. */
const lineEnd = /\r\n?|[\n\u2028\u2029]/;

function whyUnknown({ hasGit }: RepoTree): string {
  return hasGit ? "the file is not in the checkout" : "there is no git to tell what is judged";
}
