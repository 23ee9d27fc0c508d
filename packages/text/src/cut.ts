/** Stands where text was cut off. */
export const ellipsis = "…";

/** Made when a text is cut for the first time: making it takes longer than a short run can spare. */
let graphemes: Intl.Segmenter | undefined;

/** Length in UTF-8 bytes. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * At most `limit` code points, the ellipsis included. Never parts a surrogate pair or what a reader sees as one
 * character. Shorter text is returned as it is.
 */
export function cutCodePoints(text: string, limit: number): string {
  return cut(text, limit, codePointsOf);
}

/** At most `limit` UTF-8 bytes, the ellipsis (three bytes) included; cuts where `cutCodePoints` cuts. */
export function cutBytes(text: string, limit: number): string {
  return cut(text, limit, byteLength);
}

/** At most `lines` lines; a line with the ellipsis stands for the rest. */
export function cutLines(text: string, lines: number): string {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text;
  }
  return end === text.length - 1 ? text.slice(0, end) : `${text.slice(0, end)}\n${ellipsis}`;
}

function cut(text: string, limit: number, size: (text: string) => number): string {
  // no measure is smaller than one per two UTF-16 units, so what lies further back cannot fit
  const head = text.length > limit * 2 + 2 ? text.slice(0, limit * 2 + 2).toWellFormed() : text;
  if (head.length === text.length && size(text) <= limit) return text;
  const room = limit - size(ellipsis);
  if (room < 0) return "";
  const most = codePointsWithin(head, room, size);
  const end = isBoundary(head, most) ? most : lastBoundary(head, most);
  return text.slice(0, end) + ellipsis;
}

/** Where the last code point ends that fits. */
function codePointsWithin(text: string, room: number, size: (text: string) => number): number {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += size(character);
    if (used > room) break;
    end += character.length;
  }
  return end;
}

/** True where it is sure without a look into Unicode: between two printable characters of ASCII. */
function isBoundary(text: string, at: number): boolean {
  return at === 0 || /^[ -~]{2}$/.test(text.slice(at - 1, at + 1));
}

function lastBoundary(text: string, most: number): number {
  let end = 0;
  for (const { segment, index } of segmenter().segment(text)) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return end;
}

function codePointsOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function segmenter(): Intl.Segmenter {
  graphemes ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return graphemes;
}
