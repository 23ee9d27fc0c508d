import {
  AstBuilder,
  dialects,
  Errors,
  GherkinClassicTokenMatcher,
  GherkinInMarkdownTokenMatcher,
  Parser,
} from "@cucumber/gherkin";
import type { GherkinDocument, Location } from "@cucumber/messages";
import type { Specification } from "@tollgate/model";
import type { Style } from "./bound-work.ts";
import { countDocument } from "./count-document.ts";
import type { GrammarError } from "./problems.ts";

/** What a feature holds, all that is wrong with it, or why the parser itself gave up. */
export type ParsedFeature =
  | { readonly specification: Specification }
  | { readonly errors: readonly GrammarError[] }
  | { readonly stopped: string };

export function parseFeature(text: string, style: Style): ParsedFeature {
  try {
    return { specification: countDocument(parse(text, style)) };
  } catch (error) {
    if (error instanceof Errors.CompositeParserException) return { errors: error.errors.map(toGrammarError) };
    // No feature makes it do so, as far as we know; what it throws must not end the whole collection.
    return { stopped: error instanceof Error ? error.message : String(error) };
  }
}

function parse(text: string, style: Style): GherkinDocument {
  const matcher = style === "markdown" ? new GherkinInMarkdownTokenMatcher() : new KnownLanguages();
  let ids = 0;
  return new Parser(new AstBuilder(() => String(ids++)), matcher).parse(text);
}

/** The library takes `# language: constructor` for one: it looks names up in a plain object. */
class KnownLanguages extends GherkinClassicTokenMatcher {
  override changeDialect(name: string, location?: Location): void {
    if (!Object.hasOwn(dialects, name)) throw Errors.NoSuchLanguageException.create(name, location);
    super.changeDialect(name, location);
  }
}

function toGrammarError(error: Error): GrammarError {
  const { line = 0, column = 0 } = error instanceof Errors.GherkinException ? error.location : {};
  return { line, column, message: error.message.replace(/^\(\d+:\d+\): /, "") };
}
