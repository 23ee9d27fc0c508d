import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "./workflow.ts";

/** Every workflow of the repository: those that run here, and those that it tells others to copy. */
export function findSources(root: string): readonly Source[] {
  const read = (path: string): string => readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
  const files = (patterns: readonly string[]): readonly string[] =>
    globSync([...patterns], { cwd: root })
      .map((path) => path.replaceAll("\\", "/"))
      .sort();
  const own = files([".github/workflows/*.{yml,yaml}"]).map(
    (path): Source => ({ path, text: read(path), firstLine: 1, isExample: false }),
  );
  const examples = files(["docs/workflows/*.{yml,yaml}"]).map(
    (path): Source => ({ path, text: read(path), firstLine: 1, isExample: true }),
  );
  const pages = files([
    "*.md",
    ".github/*.md",
    "docs/**/*.md",
    "actions/*/README.md",
    "packages/*/README.md",
  ]);
  return [...own, ...examples, ...pages.flatMap((path) => blocksOf(path, read(path)))];
}

/** The fenced YAML blocks of a page. */
export function blocksOf(path: string, page: string): readonly Source[] {
  const blocks: Source[] = [];
  let block:
    | { readonly indent: number; readonly fence: string; readonly from: number; lines: string[] }
    | undefined;
  for (const [index, line] of page.split("\n").entries()) {
    if (block === undefined) {
      const [, indent, fence] = /^(\s*)(`{3,})ya?ml\b/.exec(line) ?? [];
      if (fence !== undefined) block = { indent: indent!.length, fence, from: index + 2, lines: [] };
    } else if (line.trim() === block.fence) {
      blocks.push({ path, text: block.lines.join("\n"), firstLine: block.from, isExample: true });
      block = undefined;
    } else {
      block.lines.push(line.slice(block.indent));
    }
  }
  return blocks;
}
