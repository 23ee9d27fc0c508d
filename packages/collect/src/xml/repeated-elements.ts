import { standsAt } from "./characters.ts";
import { type PlainElement, readPlainElement } from "./plain-element.ts";

/**
 * Reads the elements of one name that fill a report, thousands of them alike but for their numbers. The first one of
 * a shape is looked at closely; of the others the bytes between the numbers are compared, and nothing more. What
 * is not plain has no shape and is left to the scanner, which knows what to say about it.
 */
export interface RepeatedElements<Meaning> {
  /** What the element that begins at `from` means; `undefined` when it has no shape, or ends behind `bytes`. */
  match(bytes: Buffer, from: number): Meaning | undefined;
  /** Behind the last element that matched and the white space that follows it. */
  readonly end: number;
  /** Line feeds up to there. */
  readonly lineFeeds: number;
  /** The numbers of that element, in their order. */
  readonly numbers: Float64Array;
}

/** `meaningOf` finds out what an element means whatever its numbers are. `undefined`: that depends on them. */
export function createRepeatedElements<Meaning>(
  name: string,
  meaningOf: (element: PlainElement) => Meaning | undefined,
): RepeatedElements<Meaning> {
  return new Shapes(name, meaningOf);
}

/** A class for the reason for which the scanner is one: see there. */
class Shapes<Meaning> implements RepeatedElements<Meaning> {
  readonly numbers = new Float64Array(mostNumbers);
  end = 0;
  lineFeeds = 0;
  readonly #start: string;
  readonly #meaningOf: (element: PlainElement) => Meaning | undefined;
  readonly #literals: Literal<Meaning>[] = [];
  /** How many more elements are looked at: a report in which none is alike must not be read twice. */
  #looks = mostLooks;
  #bytes: Buffer = nothing;
  #view = new DataView(nothing.buffer);

  constructor(name: string, meaningOf: (element: PlainElement) => Meaning | undefined) {
    this.#start = `<${name}`;
    this.#meaningOf = meaningOf;
  }

  match(bytes: Buffer, from: number): Meaning | undefined {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#find(from) ?? (this.#learn(from) ? this.#find(from) : undefined);
  }

  #find(from: number): Meaning | undefined {
    let literals = this.#literals;
    let at = from;
    let count = 0;
    for (;;) {
      const found = literalAt(literals, this.#view, at);
      if (found === undefined) return undefined;
      at += found.length;
      if (found.meaning !== undefined) {
        this.end = at;
        this.lineFeeds = found.lineFeeds;
        return found.meaning;
      }
      const to = this.#readNumber(at, count++);
      if (to === at) return undefined;
      at = to;
      literals = found.next;
    }
  }

  /** Answers the position behind the number, or `from` when there is none that is exact. */
  #readNumber(from: number, place: number): number {
    const bytes = this.#bytes;
    let value = 0;
    let i = from;
    for (; i < bytes.length; i++) {
      const digit = bytes[i]! - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    this.numbers[place] = value;
    return i - from > mostDigits ? from : i;
  }

  #learn(from: number): boolean {
    if (this.#looks === 0 || !standsAt(this.#start, this.#bytes, from)) return false;
    this.#looks--;
    const element = readPlainElement(this.#bytes.toString("latin1", from, from + longestElement));
    if (element === undefined || `<${element.name}` !== this.#start) return false;
    const meaning = element.literals.length > mostNumbers ? undefined : this.#meaningOf(element);
    if (meaning === undefined) return false;
    addShape(this.#literals, element.literals, meaning);
    return true;
  }
}

const mostLooks = 200;
const mostNumbers = 64;
const longestElement = 4_096;
/** More digits than this are not exact as a number. */
const mostDigits = 15;
const nothing: Buffer = Buffer.alloc(0);

/** Bytes in front of a number, or those that end an element and give it its meaning. */
type Literal<Meaning> = {
  readonly text: string;
  readonly length: number;
  /** Eight bytes each, the last eight once more at the end; of a shorter one its bytes. */
  readonly words: Float64Array | undefined;
  readonly bytes: Uint8Array;
  readonly next: Literal<Meaning>[];
  readonly meaning: Meaning | undefined;
  /** In the whole element that it ends. */
  readonly lineFeeds: number;
};

function addShape<Meaning>(to: Literal<Meaning>[], texts: readonly string[], meaning: Meaning): void {
  let literals = to;
  for (const [i, text] of texts.entries()) {
    const known = literals.find((literal) => literal.text === text);
    const ending =
      i < texts.length - 1 ? inside : { meaning, lineFeeds: texts.join("").split("\n").length - 1 };
    const literal = known ?? createLiteral(text, ending);
    if (known === undefined) literals.push(literal);
    // One may begin as another does: where the longer one stands, the number behind the shorter one is missing.
    literals.sort((a, b) => b.length - a.length);
    literals = literal.next;
  }
}

type Ending<Meaning> = Pick<Literal<Meaning>, "meaning" | "lineFeeds">;

const inside: Ending<never> = { meaning: undefined, lineFeeds: 0 };

function createLiteral<Meaning>(text: string, { meaning, lineFeeds }: Ending<Meaning>): Literal<Meaning> {
  const bytes = Uint8Array.from(Buffer.from(text, "latin1"));
  const view = new DataView(bytes.buffer);
  const words =
    text.length < 8
      ? undefined
      : Float64Array.from({ length: (text.length >> 3) + 1 }, (_, i) =>
          view.getFloat64(Math.min(8 * i, text.length - 8), true),
        );
  return { text, length: text.length, words, bytes, next: [], meaning, lineFeeds };
}

function literalAt<Meaning>(
  literals: readonly Literal<Meaning>[],
  view: DataView,
  at: number,
): Literal<Meaning> | undefined {
  for (let i = 0; i < literals.length; i++) if (standsIn(view, at, literals[i]!)) return literals[i];
  return undefined;
}

/** Words of ASCII are never NaN and never zero: as numbers they are equal when their bytes are. */
function standsIn(view: DataView, at: number, { length, words, bytes }: Literal<unknown>): boolean {
  if (at + length > view.byteLength) return false;
  let i = 0;
  if (words === undefined) {
    while (i < length && view.getUint8(at + i) === bytes[i]) i++;
    return i === length;
  }
  const last = words.length - 1;
  while (i < last && view.getFloat64(at + 8 * i, true) === words[i]) i++;
  return i === last && view.getFloat64(at + length - 8, true) === words[last];
}
