/** What a count is the count of: a row of the record, or what was hit of all rows of a kind. */
export const countKinds = { line: 0, function: 1, arm: 2, linesHit: 3, functionsHit: 4, armsHit: 5 } as const;

/** Where a record writes its counts, for a template. A place is one number. */
export interface CountPlaces {
  /** A record begins at this position of the bytes. */
  begin(at: number): void;
  add(kind: number, from: number, to: number): void;
  /** The count in the line from `start` to `end`, if there is one that is written in plain digits. */
  find(bytes: Buffer, start: number, end: number): void;
  /** Those of the record so far; valid until the next one begins. */
  packed(): Int32Array;
}

/** So many digits are exact as a double. */
export const mostDigits = 15;

/**
 * Of larger records no template is made: their places do not fit, and one that is waited for must be shorter than the
 * longest line, whatever its counts.
 */
export const recordLimit: number = 256 * 1024;

/** Where in the record a count begins. */
export function startOfPlace(place: number): number {
  return place >> fromShift;
}

export function digitsOfPlace(place: number): number {
  return place & digitsMask;
}

/** One of `countKinds`. */
export function kindOfPlace(place: number): number {
  return (place >> kindShift) & kindMask;
}

const digitsMask = 0xf;
const kindShift = 4;
const kindMask = 0x7;
const fromShift = 7;

export function createCountPlaces(): CountPlaces {
  let places = new Int32Array(256);
  let length = 0;
  let base = 0;

  return {
    begin(at) {
      length = 0;
      base = at;
    },
    add,
    find(bytes, start, end) {
      const form = forms.find(({ prefix }) => startsWith(bytes, start, prefix));
      if (form === undefined) return;
      const from = startOfCount(bytes, start, end, form);
      const to = endOfCount(bytes, from, end);
      if (to > 0) add(form.kind, from, to);
    },
    packed: () => places.subarray(0, length),
  };

  function add(kind: number, from: number, to: number): void {
    if (length === places.length) grow();
    places[length++] = ((from - base) << fromShift) | (kind << kindShift) | (to - from);
  }

  function grow(): void {
    const more = new Int32Array(length * 2);
    more.set(places);
    places = more;
  }
}

function startsWith(bytes: Buffer, start: number, prefix: Buffer): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix[i]) return false;
  return true;
}

/** Where the count begins in the line from `start` to `end`. */
function startOfCount(bytes: Buffer, start: number, end: number, { prefix, field }: Form): number {
  const first = start + prefix.length;
  let at = first;
  if (field === "second") while (at < end && bytes[at] !== comma) at++;
  if (field === "last") for (at = end; at >= first && bytes[at] !== comma; ) at--;
  return field === "first" ? at : at + 1;
}

/** Where it ends; 0 when it is not written in plain digits. */
function endOfCount(bytes: Buffer, from: number, end: number): number {
  const stop = bytes[end - 1] === carriageReturn ? end - 1 : end;
  let to = from;
  while (bytes[to]! >= zero && bytes[to]! <= nine) to++;
  if (to === from && bytes[to] === minus) to++;
  const isWhole = to === stop || bytes[to] === comma;
  return isWhole && to > from && to - from <= mostDigits ? to : 0;
}

/** How a line with a count begins, which of its fields the count is, and of what it is the count. */
type Form = {
  readonly prefix: Buffer;
  readonly field: "first" | "second" | "last";
  readonly kind: number;
};

const forms: readonly Form[] = [
  { prefix: Buffer.from("DA:"), field: "second", kind: countKinds.line },
  { prefix: Buffer.from("BRDA:"), field: "last", kind: countKinds.arm },
  { prefix: Buffer.from("FNDA:"), field: "first", kind: countKinds.function },
];

const carriageReturn = 0x0d;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
