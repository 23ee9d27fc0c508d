import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { detach } from "../input/detach.ts";
import { createLineCounter, type Place } from "../input/place.ts";
import type { RawProblem } from "../reader.ts";
import { createAttributes } from "./attribute-values.ts";
import { endOfDoctype } from "./doctype.ts";
import { createDoubtTeller, type Doubt, type DoubtTeller } from "./doubts.ts";
import type { XmlAttributes, XmlHandler, XmlScanner } from "./handler.ts";
import { decodeReferences, longestReference, type ReferenceDoubt } from "./references.ts";
import { createStartTag, endOfName, scanStartTag, skipSpace } from "./start-tag.ts";

/**
 * A tolerant streaming scanner of XML. It never throws, whatever the bytes; it keeps no more than two chunks and the
 * longest tag, takes time in proportion to the input, and does not recurse. What is not XML is a Problem with its
 * place, and reading goes on behind it. Document types are skipped, entities never expanded or fetched.
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
  readonly #decoding: TextDecoding;
  readonly #attributes: XmlAttributes;
  readonly #lines = createLineCounter();
  readonly #names = new Map<string, string>();
  /** The open elements, from the root inwards, and whether each wants its text. */
  readonly #open: string[] = [];
  readonly #wanting: boolean[] = [];
  readonly #tag = createStartTag();

  /** Decoded text that is not read yet, from `at` on. */
  #window = "";
  #at = 0;
  /** Position of the first `<` at or behind `at` if that is known, the window's length if there is none. */
  #less = -1;
  /** Where the thing begins that is being told. */
  #token = 0;
  /** A tag was cut by the window's end: it is looked at again when the window has this length. */
  #wanted = 0;
  #mode: Mode = "content";
  #comment = "";
  #lastQualified = "";
  #lastName = "";
  #roots = 0;
  #definesEntities = false;
  #hasDoctype = false;
  #holdsForbidden = false;
  #holdsReturns = false;
  #isCut = false;

  constructor(handler: XmlHandler) {
    const problem = (problem: RawProblem): void => handler.problem(problem);
    this.#handler = handler;
    this.#doubts = createDoubtTeller(problem);
    this.#decoding = createTextDecoding({ declaredIn: declaredEncoding, endsAfter: ">", problem });
    this.#attributes = createAttributes(this.#tag, (raw) => this.#decodeValue(raw));
  }

  write(chunk: Uint8Array): void {
    const text = this.#decoding.write(chunk);
    if (text === "") return;
    this.#append(text);
    if (this.#window.length < this.#wanted || this.#at === this.#window.length) return;
    this.#wanted = 0;
    this.#scan(false);
  }

  end(): void {
    this.#append(this.#decoding.end());
    this.#scan(true);
    this.#token = this.#window.length;
    if (this.#isCut || this.#mode !== "content" || this.#open.length > 0)
      this.#doubt("truncated", this.#window.length);
    else if (this.#roots === 0) this.#doubt("nothing", this.#window.length);
    this.#doubts.end();
    while (this.#open.length > 0) this.#handler.close(this.#pop(), false);
  }

  place(): Place {
    return this.#placeOf(this.#token);
  }

  #append(text: string): void {
    // Behind a tag that was cut: the next time it is looked at again.
    this.#less = -1;
    if (text === "") return;
    if (this.#at > 0) {
      this.#lines.drop(this.#at === this.#window.length ? this.#window : this.#window.slice(0, this.#at));
      this.#window = this.#at === this.#window.length ? "" : this.#window.slice(this.#at);
      this.#at = 0;
      this.#token = 0;
    }
    const start = this.#window.length;
    this.#window = start === 0 ? text : this.#window + text;
    this.#holdsReturns ||= text.includes("\r");
    // What terminals and crashes leave is looked for everywhere, other characters only in what is told.
    if (this.#holdsForbidden || !(text.includes("\u001b") || text.includes("\0"))) return;
    this.#holdsForbidden = true;
    this.#doubt("forbidden", start + text.search(/[\0\u001b]/));
  }

  /** Reads as far as the window allows; `final`: nothing follows the window. */
  #scan(final: boolean): void {
    let goesOn = true;
    while (goesOn) {
      if (this.#mode === "content") goesOn = this.#readContent(final);
      else if (this.#mode === "cdata") goesOn = this.#readUntil("]]>", final);
      else if (this.#mode === "comment") goesOn = this.#readUntil("-->", final);
      else goesOn = this.#readUntil("?>", final);
    }
  }

  #readContent(final: boolean): boolean {
    const next = this.#nextLess(this.#at);
    if (next > this.#at) this.#readText(next < this.#window.length ? next : this.#endOfText(final));
    if (this.#at < next || next === this.#window.length) return false;
    this.#token = this.#at;
    const code = this.#window.charCodeAt(this.#at + 1);
    if (isNameStart(code)) return this.#readStartTag(final);
    if (code === slash) return this.#readEndTag(final);
    if (code === exclamation) return this.#readDeclaration(final);
    if (code === question) return this.#enter("instruction", 2);
    if (this.#at + 1 === this.#window.length && !final) return false;
    return this.#skipStray();
  }

  #nextLess(from: number): number {
    if (this.#less >= from) return this.#less;
    const found = this.#window.indexOf("<", from);
    this.#less = found < 0 ? this.#window.length : found;
    return this.#less;
  }

  /** Text that the window's end may cut inside a reference or a line break is left for the next time. */
  #endOfText(final: boolean): number {
    if (final || !(this.#wantsText() || this.#hasDoctype)) return this.#window.length;
    const ampersand = this.#window.lastIndexOf("&");
    if (
      ampersand >= this.#at &&
      ampersand > this.#window.length - longestReference &&
      !this.#window.includes(";", ampersand)
    )
      return ampersand;
    return this.#withoutReturn(this.#window.length);
  }

  #withoutReturn(end: number): number {
    return end > this.#at && this.#window.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
  }

  #readText(end: number): void {
    this.#token = this.#at;
    const start = this.#at;
    this.#at = end;
    if (this.#open.length === 0) this.#noteTextAround(start, end);
    else if (this.#wantsText() && end > start)
      this.#handler.text(this.#decodeValue(this.#window.slice(start, end)));
    // Where nobody wants text an entity may stand for elements: results that are not seen.
    else if (this.#hasDoctype) decodeReferences(this.#window.slice(start, end), this.#noteHiddenReference);
  }

  #wantsText(): boolean {
    return this.#wanting.length > 0 && this.#wanting[this.#wanting.length - 1]!;
  }

  #noteTextAround(start: number, end: number): void {
    const visible = this.#window.slice(start, end).search(/\S/);
    if (visible >= 0) this.#doubt("around", start + visible);
  }

  /** Reads the inside of a comment, a CDATA section or an instruction, in pieces if the window cuts it. */
  #readUntil(terminator: string, final: boolean): boolean {
    const found = this.#window.indexOf(terminator, this.#at);
    const held = final ? 0 : terminator.length - 1;
    const end = found >= 0 ? found : Math.max(this.#at, this.#withoutReturn(this.#window.length - held));
    if (this.#mode === "comment" && this.#comment.length < longestComment)
      this.#comment += this.#window.slice(this.#at, Math.min(end, this.#at + longestComment));
    if (this.#mode === "cdata") this.#tellCdata(end);
    this.#at = end;
    if (found < 0) return false;
    if (this.#mode === "comment")
      this.#handler.comment?.(this.#clean(this.#comment).slice(0, longestComment));
    return this.#enter("content", terminator.length);
  }

  #tellCdata(end: number): void {
    if (end === this.#at) return;
    if (this.#open.length === 0) this.#noteTextAround(this.#at, end);
    else if (this.#wantsText()) this.#handler.text(this.#clean(this.#window.slice(this.#at, end)));
  }

  #enter(next: Mode, length: number): boolean {
    this.#mode = next;
    this.#at += length;
    this.#comment = "";
    return true;
  }

  #readDeclaration(final: boolean): boolean {
    if (this.#window.startsWith("<!--", this.#at)) return this.#enter("comment", 4);
    if (this.#window.startsWith("<![CDATA[", this.#at)) return this.#enter("cdata", 9);
    const word = this.#window.slice(this.#at, this.#at + 9).toUpperCase();
    if (word === "<!DOCTYPE" && this.#open.length === 0) return this.#readDoctype(final);
    const mayBecomeOne =
      "<!--".startsWith(word) || "<![CDATA[".startsWith(word) || "<!DOCTYPE".startsWith(word);
    return mayBecomeOne && !final ? false : this.#skipStray();
  }

  #readDoctype(final: boolean): boolean {
    const end = endOfDoctype(this.#window, this.#at + 9);
    if (end < 0) return this.#waitForRest(final, this.#window.length);
    this.#hasDoctype = true;
    this.#definesEntities = /<!ENTITY/i.test(this.#window.slice(this.#at, end));
    if (this.#definesEntities) this.#doubt("entities", this.#at);
    this.#at = end;
    return true;
  }

  #readStartTag(final: boolean): boolean {
    const nameEnd = endOfName(this.#window, this.#at + 1);
    scanStartTag(this.#window, nameEnd, this.#nextLess(this.#at + 1), this.#tag);
    if (this.#tag.end < 0) return this.#waitForRest(final, this.#tag.next);
    if (this.#tag.doubt >= 0) this.#doubt("stray", this.#tag.doubt);
    if (this.#open.length === 0 && ++this.#roots > 1) this.#doubt("several", this.#at);
    const name = this.#nameOf(this.#at + 1, nameEnd);
    const wantsText = this.#handler.open(name, this.#attributes);
    this.#at = this.#tag.end;
    if (this.#tag.selfClosing) this.#handler.close(name, true);
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
    const length = this.#window.length - this.#at;
    if (final) {
      this.#isCut = true;
      this.#at = next;
      return next < this.#window.length;
    }
    if (length > longestTag) {
      this.#doubt("tooLong", this.#at);
      this.#at++;
      return true;
    }
    // Waiting for twice the length keeps the cost of looking again in proportion to the input.
    this.#wanted = 2 * length;
    return false;
  }

  #readEndTag(final: boolean): boolean {
    const innermost = this.#open[this.#open.length - 1];
    if (innermost !== undefined && this.#window.startsWith(innermost, this.#at + 2)) {
      const end = this.#at + 2 + innermost.length;
      if (this.#window.charCodeAt(end) === greater) {
        this.#at = end + 1;
        this.#handler.close(this.#pop(), true);
        return true;
      }
    }
    return this.#readOtherEndTag(final);
  }

  #readOtherEndTag(final: boolean): boolean {
    const nameEnd = endOfName(this.#window, this.#at + 2);
    let end = skipSpace(this.#window, nameEnd);
    const start = end;
    while (
      end < this.#window.length &&
      this.#window.charCodeAt(end) !== greater &&
      this.#window.charCodeAt(end) !== lessThan
    )
      end++;
    if (end === this.#window.length) return this.#waitForRest(final, end);
    const isClosed = this.#window.charCodeAt(end) === greater;
    if (!isClosed || end > start) this.#doubt("stray", start);
    const name = this.#nameOf(this.#at + 2, nameEnd);
    this.#at = isClosed ? end + 1 : end;
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
    this.#doubt("stray", this.#at);
    if (this.#wantsText()) this.#handler.text("<");
    this.#at++;
    return true;
  }

  /** The local name, as one string for all its uses. */
  #nameOf(start: number, end: number): string {
    if (end - start === this.#lastQualified.length && this.#window.startsWith(this.#lastQualified, start))
      return this.#lastName;
    this.#lastQualified = detach(this.#window.slice(start, end));
    const known = this.#names.get(this.#lastQualified);
    this.#lastName = known ?? this.#lastQualified.slice(this.#lastQualified.lastIndexOf(":") + 1);
    if (known === undefined && this.#names.size < mostNames)
      this.#names.set(this.#lastQualified, this.#lastName);
    return this.#lastName;
  }

  #decodeValue(raw: string): string {
    return this.#clean(decodeReferences(raw, this.#noteReference));
  }

  /** Line ends as XML has them; without characters that XML forbids. */
  #clean(text: string): string {
    const holdsOther = otherForbidden.test(text);
    if (holdsOther) this.#doubt("forbiddenValue", this.#token);
    // Line ends first: what is left out between a return and a line feed still keeps them apart.
    const unified = this.#holdsReturns && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    return holdsOther || this.#holdsForbidden ? unified.replace(forbiddenCharacters, "") : unified;
  }

  readonly #noteReference = (what: ReferenceDoubt): void => {
    if (what === "forbidden-character") this.#doubt("forbiddenValue", this.#token);
    else this.#doubt(what === "entity" && this.#definesEntities ? "entity" : "ampersand", this.#token);
  };

  readonly #noteHiddenReference = (what: ReferenceDoubt): void => {
    if (what === "entity") this.#doubt("entity", this.#token);
  };

  #doubt(what: Doubt, position: number): void {
    this.#doubts.tell(what, () => this.#placeOf(position));
  }

  #placeOf(position: number): Place {
    const { line, column } = this.#lines.after(this.#window.slice(0, position));
    const offset = this.#decoding.offsetOf(this.#window.slice(position));
    return { line, column, ...(offset === undefined ? {} : { offset }) };
  }
}

type Mode = "content" | "cdata" | "comment" | "instruction";

const longestTag = 16_777_216;
const longestComment = 256;
const deepest = 100_000;
/** How many open elements an end tag may close at once. */
const farthestEndTag = 1_000;
/** Element names that are remembered; a report uses a handful. */
const mostNames = 1_000;

/** Without ESC and NUL. */
const otherForbidden = /[\x01-\x08\v\f\x0e-\x1a\x1c-\x1f\ufffe\uffff]/;
const forbiddenCharacters = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;

function declaredEncoding(beginning: string): string | undefined {
  return /<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(beginning)?.[1];
}

function isNameStart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x3a ||
    code >= 0x80
  );
}

const carriageReturn = 0x0d;
const exclamation = 0x21;
const slash = 0x2f;
const lessThan = 0x3c;
const greater = 0x3e;
const question = 0x3f;
