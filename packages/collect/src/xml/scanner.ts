import { createUtf8Decoding, toText, type Utf8Decoding } from "../input/decode-text.ts";
import type { Place } from "../input/place.ts";
import type { RawProblem } from "../reader.ts";
import { createAttributes } from "./attribute-values.ts";
import {
  carriageReturn,
  endOfName,
  exclamation,
  greater,
  lessThan,
  nextLess,
  question,
  skipSpace,
  slash,
  standsAt,
  startsName,
  traits,
} from "./characters.ts";
import { endOfDoctype } from "./doctype.ts";
import { createDoubtTeller, type Doubt, type DoubtTeller } from "./doubts.ts";
import { createElementNames } from "./element-names.ts";
import type { XmlAttributes, XmlHandler, XmlScanner } from "./handler.ts";
import { endOfWholeReferences } from "./references.ts";
import { createStartTag, scanStartTag } from "./start-tag.ts";
import { createTextCleaner, type TextCleaner } from "./text-cleaner.ts";
import { createXmlWindow, type XmlWindow } from "./window.ts";

/**
 * A tolerant streaming scanner of XML. It never throws, whatever the bytes; it keeps no more than two chunks and the
 * longest tag, takes time in proportion to the input, and does not recurse. What is not XML is a Problem with its
 * place, and reading goes on behind it. Document types are skipped, entities never expanded or fetched.
 *
 * It looks at bytes: what nobody asks for never becomes a string.
 */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  return new Scanner(handler);
}

/**
 * A class, because each report has its own: closures made anew for each make the engine throw away, and compile
 * again, what it has compiled for the one before: a fifth of the time of reading 200 reports.
 */
class Scanner implements XmlScanner {
  readonly #handler: XmlHandler;
  readonly #doubts: DoubtTeller;
  readonly #decoding: Utf8Decoding;
  readonly #window: XmlWindow;
  readonly #cleaner: TextCleaner;
  readonly #attributes: XmlAttributes;
  readonly #names = createElementNames();
  /** The open elements, from the root inwards, and whether each wants its text. */
  readonly #open: string[] = [];
  readonly #wanting: boolean[] = [];
  readonly #tag = createStartTag();

  /** Where the thing begins that is being told. */
  #token = 0;
  /** A tag was cut by the window's end: it is looked at again when the window has this length. */
  #wanted = 0;
  #mode: Mode = "content";
  #comment = "";
  /** As written. */
  #commentLength = 0;
  #roots = 0;
  #hasDoctype = false;
  #isCut = false;

  constructor(handler: XmlHandler) {
    const problem = (problem: RawProblem): void => handler.problem(problem);
    this.#handler = handler;
    this.#doubts = createDoubtTeller(problem);
    this.#decoding = createUtf8Decoding({ declaredIn: declaredEncoding, problem });
    this.#window = createXmlWindow(this.#decoding);
    this.#cleaner = createTextCleaner((what, position) =>
      this.#doubts.tell(what, () => this.#window.placeOf(position())),
    );
    this.#attributes = createAttributes(this.#tag, (raw, position) => this.#cleaner.decode(raw, position));
  }

  write(chunk: Uint8Array): void {
    this.#append(this.#decoding.write(chunk));
    const { bytes, at } = this.#window;
    if (bytes.length >= this.#wanted && at < bytes.length) {
      this.#wanted = 0;
      this.#scan(false);
    }
    this.#window.settle();
    this.#token = 0;
  }

  end(): void {
    this.#append(this.#decoding.end());
    this.#scan(true);
    this.#token = this.#window.bytes.length;
    if (this.#isCut || this.#mode !== "content" || this.#open.length > 0)
      this.#doubt("truncated", this.#token);
    else if (this.#roots === 0) this.#doubt("nothing", this.#token);
    this.#doubts.end();
    while (this.#open.length > 0) this.#handler.close(this.#pop(), false);
  }

  place(): Place {
    return this.#window.placeOf(this.#token);
  }

  #append(piece: Buffer): void {
    this.#window.append(piece);
    this.#token = 0;
    this.#cleaner.lookOver(piece, this.#window.bytes.length - piece.length);
  }

  /** Reads as far as the window allows; `final`: nothing follows the window. */
  #scan(final: boolean): void {
    let goesOn = true;
    while (goesOn) {
      if (this.#mode === "content") goesOn = this.#readContent(final);
      else if (this.#mode === "cdata") goesOn = this.#readUntil(endOfCdata, final);
      else if (this.#mode === "comment") goesOn = this.#readUntil(endOfComment, final);
      else goesOn = this.#readUntil(endOfInstruction, final);
    }
  }

  #readContent(final: boolean): boolean {
    const { bytes, at } = this.#window;
    const next = nextLess(bytes, at);
    if (next > at) this.#readText(at, next < bytes.length ? next : this.#endOfText(final));
    if (this.#window.at < next || next === bytes.length) return false;
    this.#token = next;
    const code = next + 1 < bytes.length ? bytes[next + 1]! : 0;
    if ((traits[code]! & startsName) !== 0) return this.#readRepeated() || this.#readStartTag(final);
    if (code === slash) return this.#readEndTag(final);
    if (code === exclamation) return this.#readDeclaration(final);
    if (code === question) return this.#enter("instruction", 2);
    if (next + 1 === bytes.length && !final) return false;
    return this.#skipStray();
  }

  /** Text that the window's end may cut inside a reference or a line break is left for the next time. */
  #endOfText(final: boolean): number {
    const { bytes, at } = this.#window;
    if (final || !(this.#wantsText() || this.#hasDoctype)) return bytes.length;
    return this.#withoutReturn(endOfWholeReferences(bytes, at));
  }

  #withoutReturn(end: number): number {
    const { bytes, at } = this.#window;
    return end > at && bytes[end - 1] === carriageReturn ? end - 1 : end;
  }

  #readText(start: number, end: number): void {
    this.#token = start;
    this.#window.at = end;
    if (this.#open.length === 0) this.#noteTextAround(start, end);
    else if (this.#wantsText() && end > start)
      this.#handler.text(this.#cleaner.decode(this.#textBetween(start, end), start));
    // Where nobody wants text an entity may stand for elements: results that are not seen.
    else if (this.#hasDoctype) this.#cleaner.lookForEntities(this.#textBetween(start, end), start);
  }

  #textBetween(start: number, end: number): string {
    return toText(this.#window.bytes.subarray(start, end));
  }

  #wantsText(): boolean {
    return this.#wanting.length > 0 && this.#wanting[this.#wanting.length - 1]!;
  }

  #noteTextAround(start: number, end: number): void {
    const text = this.#textBetween(start, end);
    const visible = text.search(/\S/);
    if (visible >= 0) this.#doubt("around", start + Buffer.byteLength(text.slice(0, visible)));
  }

  /** Reads the inside of a comment, a CDATA section or an instruction, in pieces if the window cuts it. */
  #readUntil(terminator: Buffer, final: boolean): boolean {
    const { bytes, at } = this.#window;
    const found = bytes.indexOf(terminator, at);
    const end = found >= 0 ? found : this.#endOfPiece(final ? 0 : terminator.length - 1);
    if (this.#mode === "comment") this.#keepComment(at, end);
    if (this.#mode === "cdata") this.#tellCdata(at, end);
    this.#window.at = end;
    if (found < 0) return false;
    if (this.#mode === "comment") this.#handler.comment?.(this.#comment);
    return this.#enter("content", terminator.length);
  }

  /** The window's end without `held` bytes, a line break or a character that may be cut there. */
  #endOfPiece(held: number): number {
    const { bytes, at } = this.#window;
    if (held === 0) return bytes.length;
    let end = bytes.length - held;
    while (end > at && (bytes[end]! & 0xc0) === 0x80) end--;
    return Math.max(at, this.#withoutReturn(end));
  }

  #keepComment(start: number, end: number): void {
    const room = longestComment - this.#commentLength;
    if (room <= 0 || end === start) return;
    const raw = this.#textBetween(start, end).slice(0, room);
    this.#commentLength += raw.length;
    this.#comment += this.#cleaner.clean(raw, start);
  }

  #tellCdata(start: number, end: number): void {
    if (end === start) return;
    if (this.#open.length === 0) this.#noteTextAround(start, end);
    else if (this.#wantsText()) this.#handler.text(this.#cleaner.clean(this.#textBetween(start, end), start));
  }

  #enter(next: Mode, length: number): boolean {
    this.#mode = next;
    this.#window.at += length;
    this.#comment = "";
    this.#commentLength = 0;
    return true;
  }

  #readDeclaration(final: boolean): boolean {
    const { bytes, at } = this.#window;
    if (standsAt("<!--", bytes, at)) return this.#enter("comment", 4);
    if (standsAt("<![CDATA[", bytes, at)) return this.#enter("cdata", 9);
    const word = bytes.toString("latin1", at, at + 9).toUpperCase();
    if (word === "<!DOCTYPE" && this.#open.length === 0) return this.#readDoctype(final);
    const mayBecomeOne =
      "<!--".startsWith(word) || "<![CDATA[".startsWith(word) || "<!DOCTYPE".startsWith(word);
    return mayBecomeOne && !final ? false : this.#skipStray();
  }

  #readDoctype(final: boolean): boolean {
    const { bytes, at } = this.#window;
    const text = this.#textBetween(at, bytes.length);
    const end = endOfDoctype(text, 9);
    if (end < 0) return this.#waitForRest(final, bytes.length);
    this.#hasDoctype = true;
    this.#cleaner.definesEntities = /<!ENTITY/i.test(text.slice(0, end));
    if (this.#cleaner.definesEntities) this.#doubt("entities", at);
    this.#window.at = at + Buffer.byteLength(text.slice(0, end));
    return true;
  }

  /** True when elements at the start tag were read without it. */
  #readRepeated(): boolean {
    const { repeated } = this.#handler;
    if (repeated === undefined || this.#open[this.#open.length - 1] !== repeated.inside) return false;
    const { bytes, at } = this.#window;
    const { end, lineFeeds } = repeated.read(bytes, at);
    if (end === at) return false;
    this.#window.pass(end, lineFeeds);
    return true;
  }

  #readStartTag(final: boolean): boolean {
    const { bytes, at } = this.#window;
    const tag = this.#tag;
    const nameEnd = endOfName(bytes, at + 1);
    scanStartTag(bytes, nameEnd, tag);
    if (tag.end < 0) return this.#waitForRest(final, nextLess(bytes, tag.resume));
    if (tag.doubt >= 0) this.#doubt("stray", tag.doubt);
    if (this.#open.length === 0 && ++this.#roots > 1) this.#doubt("several", at);
    const name = this.#names.at(bytes, at + 1, nameEnd);
    const wantsText = this.#handler.open(name, this.#attributes);
    this.#window.at = tag.end;
    if (tag.selfClosing) this.#handler.close(name, true);
    else if (this.#open.length < deepest) this.#push(name, wantsText);
    else {
      this.#doubt("tooDeep", this.#token);
      this.#handler.close(name, true);
    }
    return true;
  }

  #push(name: string, wantsText: boolean): void {
    this.#open.push(name);
    this.#wanting.push(wantsText);
  }

  #pop(): string {
    this.#wanting.pop();
    return this.#open.pop()!;
  }

  /** The window cuts a tag. In the last window, reading goes on at the `<` at `next`, which a missing quote has hidden. */
  #waitForRest(final: boolean, next: number): boolean {
    const { bytes, at } = this.#window;
    const length = bytes.length - at;
    if (final) {
      this.#isCut = true;
      this.#window.at = next;
      return next < bytes.length;
    }
    if (length > longestTag) {
      this.#doubt("tooLong", at);
      this.#window.at++;
      return true;
    }
    // Waiting for twice the length keeps the cost of looking again in proportion to the input.
    this.#wanted = 2 * length;
    return false;
  }

  #readEndTag(final: boolean): boolean {
    const { bytes, at } = this.#window;
    const innermost = this.#open[this.#open.length - 1];
    if (innermost !== undefined && standsAt(innermost, bytes, at + 2)) {
      const end = at + 2 + innermost.length;
      if (end < bytes.length && bytes[end] === greater) {
        this.#window.at = end + 1;
        this.#handler.close(this.#pop(), true);
        return true;
      }
    }
    return this.#readOtherEndTag(final);
  }

  #readOtherEndTag(final: boolean): boolean {
    const { bytes, at } = this.#window;
    const nameEnd = endOfName(bytes, at + 2);
    const start = skipSpace(bytes, nameEnd);
    let end = start;
    while (end < bytes.length && bytes[end] !== greater && bytes[end] !== lessThan) end++;
    if (end === bytes.length) return this.#waitForRest(final, end);
    const isClosed = bytes[end] === greater;
    if (!isClosed || end > start) this.#doubt("stray", start);
    const name = this.#names.at(bytes, at + 2, nameEnd);
    this.#window.at = isClosed ? end + 1 : end;
    this.#closeElement(name);
    return true;
  }

  #closeElement(name: string): void {
    if (this.#open.at(-1) !== name) {
      this.#doubt("endTag", this.#token);
      // Only so far inwards, or a hostile file makes every stray end tag search all open elements.
      if (!this.#open.slice(-farthestEndTag).includes(name)) return;
      while (this.#open.at(-1) !== name) this.#handler.close(this.#pop(), false);
    }
    this.#handler.close(this.#pop(), true);
  }

  #skipStray(): boolean {
    this.#doubt("stray", this.#window.at);
    if (this.#wantsText()) this.#handler.text("<");
    this.#window.at++;
    return true;
  }

  #doubt(what: Doubt, position: number): void {
    this.#doubts.tell(what, () => this.#window.placeOf(position));
  }
}

type Mode = "content" | "cdata" | "comment" | "instruction";

const endOfCdata: Buffer = Buffer.from("]]>");
const endOfComment: Buffer = Buffer.from("-->");
const endOfInstruction: Buffer = Buffer.from("?>");

const longestTag = 16_777_216;
const longestComment = 256;
const deepest = 100_000;
/** How many open elements an end tag may close at once. */
const farthestEndTag = 1_000;

function declaredEncoding(beginning: string): string | undefined {
  return /<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(beginning)?.[1];
}
