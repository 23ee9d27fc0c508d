import { Composer, type CST, type ErrorCode, type ParsedNode } from "yaml";

/** What the YAML parser stumbled over. */
export type Stumble = { readonly offset: number; readonly code: ErrorCode; readonly message: string };

export type Composed = {
  readonly contents: ParsedNode | null;
  readonly stumbles: readonly Stumble[];
  /** True when there are more of them. */
  readonly isCut: boolean;
};

/** Nobody reads more, and each of them costs time. */
const most = 200;

/** The node of a document's tokens; `length` is that of its text. A second document is a stumble. */
export function compose(tokens: readonly CST.Token[], length: number): Composed {
  const stumbles: Stumble[] = [];
  const composer = new Composer({ version: "1.2", uniqueKeys: false });
  // Its own function makes an error with a stack of each, of which a broken file has tens of thousands.
  Object.assign(composer, {
    onError(source: Source, code: ErrorCode, message: string) {
      stumbles.push({ offset: offsetOf(source), code, message });
      if (stumbles.length >= most) throw new EnoughStumbles();
    },
  });
  let contents: ParsedNode | null = null;
  let documents = 0;
  try {
    for (const document of composer.compose(fewErrors(tokens), true, length)) {
      if (documents++ === 0) contents = document.contents;
      else stumbles.push({ offset: document.range[0], code: "MULTIPLE_DOCS", message: "" });
      for (const { pos, code, message } of [...document.errors, ...document.warnings])
        stumbles.push({ offset: pos[0], code, message });
      if (documents > 1) break;
    }
  } catch (error) {
    if (!(error instanceof EnoughStumbles)) throw error;
  }
  return { contents, stumbles, isCut: stumbles.length >= most };
}

class EnoughStumbles extends Error {}

type Source = number | readonly [number, number] | { readonly offset: number };

function offsetOf(source: Source): number {
  if (typeof source === "number") return source;
  return "offset" in source ? source.offset : source[0];
}

/** Tokens that are errors become nothing else, so that the first ones are enough. */
function fewErrors(tokens: readonly CST.Token[]): readonly CST.Token[] {
  let errors = 0;
  return tokens.filter(({ type }) => type !== "error" || ++errors <= most);
}
