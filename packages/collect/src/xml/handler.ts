import type { Place } from "../input/place.ts";
import type { RawProblem } from "../reader.ts";

/** What a scanner tells. Element names are local names: a namespace prefix is taken off. */
export interface XmlHandler {
  /**
   * A start tag. `attributes` is valid during the call only.
   * Returns whether the text directly inside the element is wanted; what is not wanted is not even decoded.
   */
  open(name: string, attributes: XmlAttributes): boolean;
  /** Text or CDATA of an element that wanted it, decoded; one text may come in several pieces. */
  text(text: string): void;
  /** Every element that was opened is closed, inner ones first. `complete` is false when its end tag is missing. */
  close(name: string, complete: boolean): void;
  /** The first 256 characters of a comment. */
  comment?(text: string): void;
  problem(problem: RawProblem): void;
  /** Elements that are read without the scanner where that can be. */
  readonly repeated?: RepeatedReading;
}

/** Reads whole elements directly inside one named `inside` from their bytes, and tells nobody of them. */
export interface RepeatedReading {
  readonly inside: string;
  /** Reads from the start tag at `from` on. */
  read(bytes: Buffer, from: number): RepeatedRun;
}

/** Elements that were read without the scanner. */
export type RepeatedRun = {
  /** Behind the last of them; where reading began if there is none. */
  readonly end: number;
  /** Line feeds up to there. */
  readonly lineFeeds: number;
};

/** The attributes of one start tag, by their names as written, in ASCII. Nothing is decoded before it is asked for. */
export interface XmlAttributes {
  /** How many there are: who found that many need not look for others. */
  readonly count: number;
  /**
   * The decoded value; of an attribute that stands twice the first. Line breaks are kept. A plain value that repeats
   * from tag to tag is the same string again.
   */
  get(name: string): string | undefined;
  /** As `get`. */
  keep(name: string): string | undefined;
  /** The value as a whole number ≥ 0; NaN when it is something else. */
  integer(name: string): number | undefined;
  /** The value as digits with at most one point between them; NaN when it is anything else, also a number with a sign. */
  decimal(name: string): number | undefined;
}

/** Bytes of an XML document in, calls to a handler out. Chunks are valid only during the call. */
export interface XmlScanner {
  write(chunk: Uint8Array): void;
  /** Reads what is left, reports a cut document, closes open elements. */
  end(): void;
  /** Where the tag, text or comment begins that is being told; the end of the input after `end`. */
  place(): Place;
}
