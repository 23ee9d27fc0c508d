import { createTextDecoding } from "../input/decode-text.ts";
import { detach } from "../input/detach.ts";
import { createLineCounter, type Place } from "../input/place.ts";
import { createAttributes } from "./attribute-values.ts";
import { endOfDoctype } from "./doctype.ts";
import { createDoubtTeller, type Doubt } from "./doubts.ts";
import type { XmlHandler, XmlScanner } from "./handler.ts";
import { decodeReferences, longestReference, type ReferenceDoubt } from "./references.ts";
import { createStartTag, endOfName, scanStartTag, skipSpace } from "./start-tag.ts";

/**
 * A tolerant streaming scanner of XML. It never throws, whatever the bytes; it keeps no more than the chunk and the
 * longest tag, takes time in proportion to the input, and does not recurse. What is not XML is a Problem with its
 * place, and reading goes on behind it. Document types are skipped, entities never expanded or fetched.
 */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  const doubts = createDoubtTeller((problem) => handler.problem(problem));
  const decoding = createTextDecoding({
    declaredIn: declaredEncoding,
    endsAfter: ">",
    problem: (problem) => handler.problem(problem),
  });
  const lines = createLineCounter();
  const names = new Map<string, string>();
  /** The open elements, from the root inwards, and whether each wants its text. */
  const open: string[] = [];
  const wanting: boolean[] = [];
  const tag = createStartTag();
  const attributes = createAttributes(tag, decodeValue);

  /** Decoded text that is not read yet, from `at` on. */
  let window = "";
  let at = 0;
  /** Position of the first `<` at or behind `at` if that is known, the window's length if there is none. */
  let less = -1;
  /** Where the thing begins that is being told. */
  let token = 0;
  /** A tag was cut by the window's end: it is looked at again when the window has this length. */
  let wanted = 0;
  let mode: Mode = "content";
  let comment = "";
  let lastQualified = "";
  let lastName = "";
  let roots = 0;
  let definesEntities = false;
  let holdsForbidden = false;
  let holdsReturns = false;
  let isCut = false;

  return {
    write(chunk) {
      append(decoding.write(chunk));
      if (window.length < wanted || at === window.length) return;
      wanted = 0;
      scan(false);
    },
    end() {
      append(decoding.end());
      scan(true);
      token = window.length;
      if (isCut || mode !== "content" || open.length > 0) doubt("truncated", window.length);
      else if (roots === 0) doubt("nothing", window.length);
      doubts.end();
      while (open.length > 0) handler.close(pop(), false);
    },
    place: () => placeOf(token),
  };

  function append(text: string): void {
    if (text === "") return;
    if (at > 0) {
      lines.drop(at === window.length ? window : window.slice(0, at));
      window = at === window.length ? "" : window.slice(at);
      at = 0;
      token = 0;
    }
    less = -1;
    const start = window.length;
    window = start === 0 ? text : window + text;
    holdsReturns ||= text.includes("\r");
    // What terminals and crashes leave is looked for everywhere, other characters only in what is told.
    if (holdsForbidden || !(text.includes("\u001b") || text.includes("\0"))) return;
    holdsForbidden = true;
    doubt("forbidden", start + text.search(/[\0\u001b]/));
  }

  /** Reads as far as the window allows; `final`: nothing follows the window. */
  function scan(final: boolean): void {
    let goesOn = true;
    while (goesOn) {
      if (mode === "content") goesOn = readContent(final);
      else if (mode === "cdata") goesOn = readUntil("]]>", final);
      else if (mode === "comment") goesOn = readUntil("-->", final);
      else goesOn = readUntil("?>", final);
    }
  }

  function readContent(final: boolean): boolean {
    const next = nextLess(at);
    if (next > at) readText(next < window.length ? next : endOfText(final));
    if (at < next || next === window.length) return false;
    token = at;
    const code = window.charCodeAt(at + 1);
    if (isNameStart(code)) return readStartTag(final);
    if (code === slash) return readEndTag(final);
    if (code === exclamation) return readDeclaration(final);
    if (code === question) return enter("instruction", 2);
    if (at + 1 === window.length && !final) return false;
    return skipStray();
  }

  function nextLess(from: number): number {
    if (less >= from) return less;
    const found = window.indexOf("<", from);
    less = found < 0 ? window.length : found;
    return less;
  }

  /** Text that the window's end may cut inside a reference or a line break is left for the next time. */
  function endOfText(final: boolean): number {
    if (final || !wantsText()) return window.length;
    const ampersand = window.lastIndexOf("&");
    if (ampersand >= at && ampersand > window.length - longestReference && !window.includes(";", ampersand))
      return ampersand;
    return withoutReturn(window.length);
  }

  function withoutReturn(end: number): number {
    return end > at && window.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
  }

  function readText(end: number): void {
    token = at;
    const start = at;
    at = end;
    if (open.length === 0) noteTextAround(start, end);
    else if (wantsText() && end > start) handler.text(decodeValue(window.slice(start, end)));
  }

  function wantsText(): boolean {
    return wanting.length > 0 && wanting[wanting.length - 1]!;
  }

  function noteTextAround(start: number, end: number): void {
    const visible = window.slice(start, end).search(/\S/);
    if (visible >= 0) doubt("around", start + visible);
  }

  /** Reads the inside of a comment, a CDATA section or an instruction, in pieces if the window cuts it. */
  function readUntil(terminator: string, final: boolean): boolean {
    const found = window.indexOf(terminator, at);
    const held = final ? 0 : terminator.length - 1;
    const end = found >= 0 ? found : Math.max(at, withoutReturn(window.length - held));
    if (mode === "comment" && comment.length < longestComment)
      comment += window.slice(at, Math.min(end, at + longestComment));
    if (mode === "cdata") tellCdata(end);
    at = end;
    if (found < 0) return false;
    if (mode === "comment") handler.comment?.(clean(comment).slice(0, longestComment));
    return enter("content", terminator.length);
  }

  function tellCdata(end: number): void {
    if (end === at) return;
    if (open.length === 0) noteTextAround(at, end);
    else if (wantsText()) handler.text(clean(window.slice(at, end)));
  }

  function enter(next: Mode, length: number): boolean {
    mode = next;
    at += length;
    comment = "";
    return true;
  }

  function readDeclaration(final: boolean): boolean {
    if (window.startsWith("<!--", at)) return enter("comment", 4);
    if (window.startsWith("<![CDATA[", at)) return enter("cdata", 9);
    const word = window.slice(at, at + 9).toUpperCase();
    if (word === "<!DOCTYPE" && open.length === 0) return readDoctype(final);
    const mayBecomeOne =
      "<!--".startsWith(word) || "<![CDATA[".startsWith(word) || "<!DOCTYPE".startsWith(word);
    return mayBecomeOne && !final ? false : skipStray();
  }

  function readDoctype(final: boolean): boolean {
    const end = endOfDoctype(window, at + 9);
    if (end < 0) return waitForRest(final, window.length);
    definesEntities = /<!ENTITY/i.test(window.slice(at, end));
    if (definesEntities) doubt("entities", at);
    at = end;
    return true;
  }

  function readStartTag(final: boolean): boolean {
    const nameEnd = endOfName(window, at + 1);
    scanStartTag(window, nameEnd, nextLess(at + 1), tag);
    if (tag.end < 0) return waitForRest(final, tag.next);
    if (tag.doubt >= 0) doubt("stray", tag.doubt);
    if (open.length === 0 && ++roots > 1) doubt("several", at);
    const name = nameOf(at + 1, nameEnd);
    const wantsText = handler.open(name, attributes);
    at = tag.end;
    if (tag.selfClosing) handler.close(name, true);
    else if (open.length < deepest) push(name, wantsText);
    else {
      doubt("tooDeep", token);
      handler.close(name, true);
    }
    return true;
  }

  function push(name: string, wantsText: boolean): void {
    open.push(name);
    wanting.push(wantsText);
  }

  function pop(): string {
    wanting.pop();
    return open.pop()!;
  }

  /** The window cuts a tag. In the last window, reading goes on at the `<` at `next`, which a missing quote has hidden. */
  function waitForRest(final: boolean, next: number): boolean {
    const length = window.length - at;
    if (final) {
      isCut = true;
      at = next;
      return next < window.length;
    }
    if (length > longestTag) {
      doubt("tooLong", at);
      at++;
      return true;
    }
    // Waiting for twice the length keeps the cost of looking again in proportion to the input.
    wanted = 2 * length;
    return false;
  }

  function readEndTag(final: boolean): boolean {
    const innermost = open[open.length - 1];
    if (innermost !== undefined && window.startsWith(innermost, at + 2)) {
      const end = at + 2 + innermost.length;
      if (window.charCodeAt(end) === greater) {
        at = end + 1;
        handler.close(pop(), true);
        return true;
      }
    }
    return readOtherEndTag(final);
  }

  function readOtherEndTag(final: boolean): boolean {
    const nameEnd = endOfName(window, at + 2);
    let end = skipSpace(window, nameEnd);
    const start = end;
    while (end < window.length && window.charCodeAt(end) !== greater && window.charCodeAt(end) !== lessThan)
      end++;
    if (end === window.length) return waitForRest(final, end);
    const isClosed = window.charCodeAt(end) === greater;
    if (!isClosed || end > start) doubt("stray", start);
    const name = nameOf(at + 2, nameEnd);
    at = isClosed ? end + 1 : end;
    closeElement(name);
    return true;
  }

  function closeElement(name: string): void {
    if (open.at(-1) !== name) {
      doubt("endTag", token);
      // Only so far inwards, or a hostile file makes every stray end tag search all open elements.
      if (!open.slice(-farthestEndTag).includes(name)) return;
      while (open.at(-1) !== name) handler.close(pop(), false);
    }
    handler.close(pop(), true);
  }

  function skipStray(): boolean {
    doubt("stray", at);
    if (wantsText()) handler.text("<");
    at++;
    return true;
  }

  /** The local name, as one string for all its uses. */
  function nameOf(start: number, end: number): string {
    if (end - start === lastQualified.length && window.startsWith(lastQualified, start)) return lastName;
    lastQualified = detach(window.slice(start, end));
    const known = names.get(lastQualified);
    lastName = known ?? lastQualified.slice(lastQualified.lastIndexOf(":") + 1);
    if (known === undefined && names.size < mostNames) names.set(lastQualified, lastName);
    return lastName;
  }

  function decodeValue(raw: string): string {
    return clean(decodeReferences(raw, referenceDoubt));
  }

  /** Line ends as XML has them; without characters that XML forbids. */
  function clean(text: string): string {
    const holdsOther = otherForbidden.test(text);
    if (holdsOther) doubt("forbiddenValue", token);
    // Line ends first: what is left out between a return and a line feed still keeps them apart.
    const unified = holdsReturns && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    return holdsOther || holdsForbidden ? unified.replace(forbiddenCharacters, "") : unified;
  }

  function referenceDoubt(what: ReferenceDoubt): void {
    if (what === "forbidden-character") doubt("forbiddenValue", token);
    else doubt(what === "entity" && definesEntities ? "entity" : "ampersand", token);
  }

  function doubt(what: Doubt, position: number): void {
    doubts.tell(what, () => placeOf(position));
  }

  function placeOf(position: number): Place {
    const { line, column } = lines.after(window.slice(0, position));
    const offset = decoding.offsetOf(window.slice(position));
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
