import { type Detail, digestOf, type Fingerprint } from "@tollgate/model";
import { plainText } from "./clean.ts";

/** A new way of telling failures apart gets a new number: fingerprints in files stay what they were. */
const version = "v1";

/** How much of a failure's words counts, in UTF-16 units. */
const longest = 200;

/** Fewer words than these say too little to tell one failure from another: "Failed", "timeout". */
const fewestWords = 3;

/**
 * The failure of one try, so that it is the same in the next run: type and normalised words of each failure and error,
 * in their order. `undefined` for one that says nothing: nobody could tell it from another.
 */
export function failureFingerprint(details: readonly Detail[]): Fingerprint | undefined {
  const said = details.filter(({ kind }) => kind !== "skip").map(wordsOf);
  if (said.length === 0 || said.includes("")) return undefined;
  return `${version}:${digestOf(said.join("\n")).slice("sha256:".length).slice(0, 16)}`;
}

/** What runners write where nobody said anything. */
const sayNothing = /^(?:(?:the )?(?:test|assertion)?[ .]?(?:failed|failure|error)?[.!]?)$/i;

/** Type and words; a message of few words says what its text says beyond it, too. */
function wordsOf({ type = "", message = "", text = "" }: Detail): string {
  const kind = normaliseFailure(type);
  const told = withoutType(normaliseFailure(message), kind);
  if (told.split(" ").length >= fewestWords) return `${kind}: ${told}`;
  const more = withoutType(normaliseFailure(text), kind);
  const words = more.startsWith(told) ? more : `${told} ${more}`.trim();
  return sayNothing.test(words) ? "" : `${kind}: ${words}`;
}

/** Runners differ in whether the message repeats the type. */
function withoutType(words: string, type: string): string {
  return type !== "" && words.startsWith(`${type}: `) ? words.slice(type.length + 2) : words;
}

/**
 * What a runner said without what is another in each run, in this order: terminal sequences, quoted texts, hexadecimal
 * numbers, UUIDs, paths, numbers, white space; then cut. Every pattern is linear, as failures are hostile.
 */
export function normaliseFailure(text: string): string {
  return plainText(text.slice(0, mostRead))
    .replace(/"[^"\n]{0,500}"|`[^`\n]{0,500}`|(?<![\p{L}\d])'[^'\n]{0,500}'(?![\p{L}\d])/gu, "<text>")
    .replace(
      /(?<![\w-])(?:0x[\da-f]{1,64}|(?=[a-f]{0,63}\d)(?=\d{0,63}[a-f])[\da-f]{7,64})(?![\w-])/gi,
      "<hex>",
    )
    .replace(/(?<!\w)[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?!\w)/gi, "<uuid>")
    .replace(
      /(?<![\w<])(?:file:\/\/|[A-Za-z]:(?=[\\/])|\.{1,2}(?=[\\/]))?(?:[\\/][\w.@+-]{1,255}){2,64}/g,
      "<path>",
    )
    .replace(/(?<![\w.@+\-/\\])[\w.@+-]{1,255}(?:[\\/][\w.@+-]{1,255}){1,64}/g, "<path>")
    .replace(/\d{1,64}(?:[.,:_]\d{1,64}){0,64}/g, "<n>")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
}

/** Beyond this nothing can be among the first words. */
const mostRead = 20_000;
