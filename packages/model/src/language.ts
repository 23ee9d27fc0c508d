import type { RepoPath } from "./repository.ts";

/**
 * The language family of a source file by its name, as coverage tools see them: one that measures `.ts` measures
 * `.tsx` and `.mjs` too. `undefined` for files that are no source, or in a language that is not listed here.
 */
export function languageOf(path: RepoPath): string | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : byExtension.get(path.slice(dot + 1).toLowerCase());
}

const families: readonly (readonly [family: string, extensions: string])[] = [
  ["javascript", "js jsx ts tsx mjs cjs mts cts vue svelte"],
  ["c", "c cc cpp cxx h hh hpp hxx m mm"],
  ["dart", "dart"],
  ["dotnet", "cs fs vb"],
  ["elixir", "ex exs"],
  ["go", "go"],
  ["jvm", "java kt kts scala groovy"],
  ["php", "php"],
  ["python", "py"],
  ["ruby", "rb"],
  ["rust", "rs"],
  ["swift", "swift"],
];

const byExtension: ReadonlyMap<string, string> = new Map(
  families.flatMap(([family, extensions]) =>
    extensions.split(" ").map((extension) => [extension, family] as const),
  ),
);
