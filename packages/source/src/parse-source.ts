import { type ParserPlugin, parse } from "@babel/parser";
import type { File } from "@babel/types";
import type { RepoPath } from "@tollgate/model";
import { MeteredText } from "./metered-text.ts";

/**
 * The syntax tree of JavaScript or TypeScript, by the name of the file; `undefined` for other languages, for
 * declaration files, and for text with any mistake in it: a tree that is guessed in part says nothing certain.
 * Never throws. Decorators are read as TypeScript made them (of parameters too), else as the standard has them.
 */
export function parseSource(text: string, path: RepoPath, more: ParseMore = {}): File | undefined {
  const language = languageOf(path);
  if (language === undefined) return undefined;
  return (
    parseAs(text, [...language, "decorators-legacy"], more) ??
    (text.includes("@") ? parseAs(text, [...language, "decorators"], more) : undefined)
  );
}

type ParseMore = {
  /** Whether the tokens are wanted too: they take as much room as the tree. */
  readonly tokens?: boolean;
};

function languageOf(path: RepoPath): readonly ParserPlugin[] | undefined {
  const extension = /\.([cm]?[jt]sx?)$/.exec(path)?.[1];
  if (extension === undefined || /\.d\.[cm]?ts$/.test(path)) return undefined;
  const plugins: readonly ParserPlugin[] = ["decoratorAutoAccessors", "explicitResourceManagement"];
  if (extension.endsWith("tsx")) return ["typescript", "jsx", ...plugins];
  return [extension.endsWith("ts") ? "typescript" : "jsx", ...plugins];
}

function parseAs(text: string, plugins: readonly ParserPlugin[], more: ParseMore): File | undefined {
  try {
    return parse(new MeteredText(text) as unknown as string, {
      sourceType: "unambiguous",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      plugins: [...plugins],
      ...more,
    }); // a String object: it has all that the parser asks of a string
  } catch {
    // A mistake in the text, too deep a nesting, or the meter: all the same to who asks.
    return undefined;
  }
}
