import { type BranchColumns, type FunctionColumns, noBranches, noFunctions } from "@tollgate/model";
import { scanCompactId } from "./compact-ids.ts";
import {
  compactText,
  hasText,
  type KnownTexts,
  knownTexts,
  scanCompactText,
  type TextWords,
  textWords,
} from "./compact-texts.ts";
import {
  closeBrace,
  closeBracket,
  colon,
  comma,
  decodeString,
  doubleQuote,
  incomplete,
  mismatch,
  openBrace,
  openBracket,
  skipString,
} from "./json-bytes.ts";
import {
  isName,
  nameBytes,
  scanByte,
  scanInteger,
  scanLocation,
  spaces,
  stopAt,
  viewOf,
} from "./scan-tokens.ts";

/** What the three maps of an entry held; the numbers are valid until the next scan. */
export type ScannedMaps = {
  /** Four numbers a statement. */
  statements: Int32Array;
  functions: FunctionColumns;
  branches: BranchColumns;
  /** Number of the first entity in each map: 0, or 1 with old instrumenters. */
  readonly firstIds: { s: number; f: number; b: number };
};

export function emptyMaps(): ScannedMaps {
  return {
    statements: new Int32Array(0),
    functions: noFunctions,
    branches: noBranches,
    firstIds: { s: 0, f: 0, b: 0 },
  };
}

/** `{"0":{"start":…,"end":…},…}` */
export function scanStatements(bytes: Buffer, from: number, end: number, maps: ScannedMaps): number {
  statementPlaces.length = 0;
  const i = scanEntities(bytes, from, end, maps, "s", scanStatement);
  maps.statements = taken(statementPlaces);
  return i;
}

/** `{"0":{"name":"f","decl":…,"loc":…,"line":3},…}`, the members in any order. */
export function scanFunctions(bytes: Buffer, from: number, end: number, maps: ScannedMaps): number {
  functionNames.length = 0;
  functionPlaces.length = 0;
  const i = scanEntities(bytes, from, end, maps, "f", scanFunction);
  maps.functions = { names: functionNames.slice(), places: taken(functionPlaces) };
  return i;
}

/** `{"0":{"loc":…,"type":"if","locations":[…],"line":3},…}`, the members in any order. */
export function scanBranches(bytes: Buffer, from: number, end: number, maps: ScannedMaps): number {
  branchTypes.length = 0;
  branchPlaces.length = 0;
  armPlaces.length = 0;
  const i = scanEntities(bytes, from, end, maps, "b", scanBranch);
  maps.branches = {
    types: branchTypes.slice(),
    places: taken(branchPlaces),
    arms: taken(armPlaces),
  };
  return i;
}

// What is being read lies here and not in objects: a large report has millions of entities.
/** Numbers of one entry, in room that is used again; `length` of them are taken. */
type Column = { room: Int32Array; length: number };

const statementPlaces: Column = { room: new Int32Array(4_096), length: 0 };
const functionNames: string[] = [];
const functionPlaces: Column = { room: new Int32Array(1_024), length: 0 };
const branchTypes: string[] = [];
const branchPlaces: Column = { room: new Int32Array(1_024), length: 0 };
const armPlaces: Column = { room: new Int32Array(1_024), length: 0 };
/** Where in them those of the branch begin. */
let firstArm = 0;
/** `decl` from 0, `loc` from 4, `line` at 8, an arm from 9. */
const numbers: Int32Array = new Int32Array(13);
let name = "";
let type = "";
/** Which members of the entity have been read, as a sum of `has`. */
let found = 0;
const has = { decl: 1, loc: 2, name: 4, type: 8, locations: 16 } as const;

/** Room for so many more numbers. */
function reserve(column: Column, more: number): Int32Array {
  if (column.length + more > column.room.length) {
    const larger = new Int32Array(column.room.length * 2);
    larger.set(column.room);
    column.room = larger;
  }
  return column.room;
}

function taken({ room, length }: Column): Int32Array {
  return room.subarray(0, length);
}

function scanStatement(bytes: Buffer, from: number, end: number): number {
  const at = statementPlaces.length;
  const places = reserve(statementPlaces, 4);
  statementPlaces.length += 4;
  const i = scanLocation(bytes, from, end, places, at);
  return i >= 0 && places[at]! < 0 ? mismatch : i;
}

function scanFunction(bytes: Buffer, from: number, end: number): number {
  const behind = scanCompactFunction(bytes, from, end);
  const i = behind === mismatch ? scanEntity(bytes, from, end) : behind;
  if (i < 0) return i;
  const wanted = has.name + has.decl + has.loc;
  if ((found & wanted) !== wanted || numbers[0]! < 0) return mismatch;
  functionNames.push(name);
  addPlace(functionPlaces, numbers[0]!, numbers[1]!, numbers[6]!);
  return i;
}

function scanBranch(bytes: Buffer, from: number, end: number): number {
  firstArm = armPlaces.length;
  const behind = scanCompactBranch(bytes, from, end);
  const i = behind === mismatch ? scanEntity(bytes, from, end) : behind;
  if (i < 0) return i;
  const wanted = has.type + has.loc + has.locations;
  if ((found & wanted) !== wanted || numbers[4]! < 0) return mismatch;
  branchTypes.push(type);
  addPlace(branchPlaces, numbers[4]!, numbers[5]!, (armPlaces.length - firstArm) / 2);
  return i;
}

function addPlace(column: Column, line: number, columnOfLine: number, last: number): void {
  const places = reserve(column, 3);
  const at = column.length;
  places[at] = line;
  places[at + 1] = columnOfLine;
  places[at + 2] = last;
  column.length = at + 3;
}

const names: KnownTexts = knownTexts(16_384);
const types: KnownTexts = knownTexts(256);

/** The values of an object whose names are consecutive numbers. */
function scanEntities(
  bytes: Buffer,
  from: number,
  end: number,
  { firstIds }: ScannedMaps,
  id: keyof ScannedMaps["firstIds"],
  scanValue: (bytes: Buffer, from: number, end: number) => number,
): number {
  let i = scanByte(bytes, from, end, openBrace);
  if (i < 0) return i;
  i = spaces(bytes, i, end);
  if (bytes[i] === closeBrace && i < end) return i + 1;
  i = scanId(bytes, i, end);
  if (i < 0) return i;
  const firstId = numbers[0]!;
  firstIds[id] = firstId;
  for (let next = firstId + 1; ; next++) {
    i = scanValue(bytes, i, end);
    if (i < 0) return i;
    if (bytes[i] !== comma || i >= end) {
      i = spaces(bytes, i, end);
      if (bytes[i] === closeBrace && i < end) return i + 1;
      if (bytes[i] !== comma || i >= end) return stopAt(i, end);
    }
    const behind = scanCompactId(viewOf(bytes), i + 1, end, next);
    i = behind === mismatch ? scanId(bytes, i + 1, end) : behind;
    if (i < 0) return i;
    if (behind === mismatch && numbers[0] !== next) return mismatch;
  }
}

/** White space, a number in quotes, and the colon. */
function scanId(bytes: Buffer, from: number, end: number): number {
  let i = scanByte(bytes, from, end, doubleQuote);
  if (i < 0) return i;
  i = scanInteger(bytes, i, end, numbers, 0);
  if (i < 0) return i;
  return bytes[i] === doubleQuote ? scanByte(bytes, i + 1, end, colon) : stopAt(i, end);
}

/** `{"name":"f","decl":…,"loc":…,"line":3}` as instrumenters write it; a `mismatch` leaves it to `scanEntity`. */
function scanCompactFunction(bytes: Buffer, from: number, end: number): number {
  if (from + roomForText > end || !hasText(viewOf(bytes), from, beforeName)) return mismatch;
  let i = scanCompactText(bytes, from + beforeName.length, names);
  if (i < 0 || !hasText(viewOf(bytes), i, beforeDecl)) return mismatch;
  name = compactText;
  i = scanLocation(bytes, i + beforeDecl.length, end, numbers, 0);
  if (i < 0 || i + roomForText > end || !hasText(viewOf(bytes), i, beforeLoc)) return mismatch;
  i = scanLocation(bytes, i + beforeLoc.length, end, numbers, 4);
  found = has.name + has.decl + has.loc;
  return i < 0 ? mismatch : scanCompactEnd(bytes, i, end);
}

/** `{"loc":…,"type":"if","locations":[…],"line":3}`, likewise. */
function scanCompactBranch(bytes: Buffer, from: number, end: number): number {
  if (from + roomForText > end || !hasText(viewOf(bytes), from, beforeFirstLoc)) return mismatch;
  let i = scanLocation(bytes, from + beforeFirstLoc.length, end, numbers, 4);
  if (i < 0 || i + roomForText > end || !hasText(viewOf(bytes), i, beforeType)) return mismatch;
  i = scanCompactText(bytes, i + beforeType.length, types);
  if (i < 0 || !hasText(viewOf(bytes), i, beforeLocations)) return mismatch;
  type = compactText;
  i = scanArms(bytes, i + beforeLocations.length, end);
  found = has.loc + has.type + has.locations;
  return i < 0 ? mismatch : scanCompactEnd(bytes, i, end);
}

/** `,"line":3}` */
function scanCompactEnd(bytes: Buffer, from: number, end: number): number {
  if (from + roomForText > end || !hasText(viewOf(bytes), from, beforeNumber)) return mismatch;
  const i = scanInteger(bytes, from + beforeNumber.length, end, numbers, 8);
  return i >= 0 && i < end && bytes[i] === closeBrace ? i + 1 : mismatch;
}

const beforeName: TextWords = textWords('{"name":"');
const beforeDecl: TextWords = textWords(',"decl":');
const beforeLoc: TextWords = textWords(',"loc":');
const beforeFirstLoc: TextWords = textWords('{"loc":');
const beforeType: TextWords = textWords(',"type":"');
const beforeLocations: TextWords = textWords(',"locations":');
const beforeNumber: TextWords = textWords(',"line":');

/** Whatever is compared next, and a text with it, is not longer. */
const roomForText = 80;

/** A function or branch. A member with another name is a mismatch. */
function scanEntity(bytes: Buffer, from: number, end: number): number {
  found = 0;
  let i = scanByte(bytes, from, end, openBrace);
  while (i >= 0) {
    const at = spaces(bytes, i, end);
    if (bytes[at] !== doubleQuote || at >= end) return stopAt(at, end);
    i = skipString(bytes, at, end);
    if (i < 0) return incomplete;
    i = scanByte(bytes, i, end, colon);
    if (i < 0) return i;
    i = scanMember(bytes, at, i, end);
    if (i < 0) return i;
    i = spaces(bytes, i, end);
    if (bytes[i] === closeBrace && i < end) return i + 1;
    i = scanByte(bytes, i, end, comma);
  }
  return i;
}

/** The member whose name begins at `at` and whose value begins at `from` or behind white space. */
function scanMember(bytes: Buffer, at: number, from: number, end: number): number {
  if (isName(bytes, at, locName)) {
    found |= has.loc;
    return scanLocation(bytes, from, end, numbers, 4);
  }
  if (isName(bytes, at, typeName)) {
    found |= has.type;
    const i = scanText(bytes, from, end, types);
    type = text;
    return i;
  }
  if (isName(bytes, at, locationsName)) {
    found |= has.locations;
    return scanArms(bytes, from, end);
  }
  if (isName(bytes, at, nameName)) {
    found |= has.name;
    const i = scanText(bytes, from, end, names);
    name = text;
    return i;
  }
  if (isName(bytes, at, declName)) {
    found |= has.decl;
    return scanLocation(bytes, from, end, numbers, 0);
  }
  return isName(bytes, at, lineName) ? scanInteger(bytes, from, end, numbers, 8) : mismatch;
}

const nameName: Uint8Array = nameBytes("name");
const declName: Uint8Array = nameBytes("decl");
const locName: Uint8Array = nameBytes("loc");
const lineName: Uint8Array = nameBytes("line");
const typeName: Uint8Array = nameBytes("type");
const locationsName: Uint8Array = nameBytes("locations");

/** `[{"start":…,"end":…},…]`: the start of each arm. */
function scanArms(bytes: Buffer, from: number, end: number): number {
  armPlaces.length = firstArm;
  let i = scanByte(bytes, from, end, openBracket);
  while (i >= 0) {
    i = scanLocation(bytes, i, end, numbers, 9);
    if (i < 0) return i;
    const places = reserve(armPlaces, 2);
    places[armPlaces.length++] = numbers[9]!;
    places[armPlaces.length++] = numbers[10]!;
    i = spaces(bytes, i, end);
    if (bytes[i] === closeBracket && i < end) return i + 1;
    i = scanByte(bytes, i, end, comma);
  }
  return i;
}

let text = "";

/** White space and a string; its value goes to `text`. */
function scanText(bytes: Buffer, from: number, end: number, known: KnownTexts): number {
  const start = spaces(bytes, from, end);
  if (bytes[start] !== doubleQuote || start >= end) return stopAt(start, end);
  if (start + roomForText <= end) {
    const behind = scanCompactText(bytes, start + 1, known);
    text = compactText;
    if (behind >= 0) return behind;
  }
  const behind = skipString(bytes, start, end);
  if (behind < 0) return incomplete;
  const decoded = decodeString(bytes, start, behind);
  text = decoded ?? "";
  return decoded === undefined ? mismatch : behind;
}
