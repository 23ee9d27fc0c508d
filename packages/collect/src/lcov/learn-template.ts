import { placesOf, type RowOrder } from "../line-coverage/row-order.ts";
import { type Layout, offsetsOf } from "./measured-file.ts";
import type { RecordOrders } from "./record.ts";
import {
  countHole,
  type HitTotal,
  leastPiece,
  mostDigits,
  type RecordTemplate,
  takenHole,
  totalHole,
} from "./record-template.ts";

/** A record that was read line by line without a doubt, and all of whose arms are measured. */
export type ReadRecord = {
  /** From behind its `SF` to behind its end. */
  readonly bytes: Buffer;
  readonly version: string | undefined;
  readonly layout: Layout;
  readonly orders: RecordOrders;
};

/** The template of a record; `undefined` when its counts are not the hits of one line, function or arm each. */
export function learnTemplate({ bytes, version, layout, orders }: ReadRecord): RecordTemplate | undefined {
  const pieces = [0];
  const holes: Form[] = [];
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    let end = start;
    while (bytes[end] !== lineFeed) end++;
    const hole = findHole(bytes, start, end);
    if (hole !== undefined) {
      pieces.push(hole.from, hole.to);
      holes.push(hole.form);
    }
    start = end + 1;
  }
  pieces.push(bytes.length);
  const slots = slotsOf(holes, layout, orders);
  const totals = holes.flatMap(({ total }) => total ?? []);
  // One that is no hole, as white space is around it, would not be compared with the counts.
  if (slots === undefined || totals.length !== orders.hitTotals || pieces[1]! < leastPiece) return undefined;
  return {
    ...{ bytes, slots, totals, version, layout, lines },
    pieces: new Uint32Array(pieces),
    holes: new Uint8Array(holes.map(({ kind }) => kind)),
  };
}

type Hole = { readonly from: number; readonly to: number; readonly form: Form };

/** The count in the line from `start` to `end`, when it is one and written in plain digits. */
function findHole(bytes: Buffer, start: number, end: number): Hole | undefined {
  const stop = bytes[end - 1] === carriageReturn ? end - 1 : end;
  for (const form of forms) {
    if (!startsWith(bytes, start, form.prefix)) continue;
    const from = startOfField(bytes, start + form.prefix.length, stop, form.field);
    let to = from;
    while (bytes[to]! >= zero && bytes[to]! <= nine) to++;
    if (to === from && form.kind === takenHole && bytes[to] === minus) to++;
    const isWhole = to === stop || (bytes[to] === comma && form.kind === countHole);
    if (isWhole && to > from && to - from <= mostDigits) return { from, to, form };
  }
  return undefined;
}

function startsWith(bytes: Buffer, start: number, prefix: Buffer): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix[i]) return false;
  return true;
}

function startOfField(bytes: Buffer, first: number, stop: number, field: Form["field"]): number {
  let at = first;
  if (field === "second") while (at < stop && bytes[at] !== comma) at++;
  if (field === "last") for (at = stop; at >= first && bytes[at] !== comma; ) at--;
  return field === "first" ? at : at + 1;
}

/** How a line with a count begins, and which of its fields the count is. */
type Form = {
  readonly prefix: Buffer;
  readonly field: "first" | "second" | "last";
  readonly kind: number;
  readonly row?: RowKind;
  readonly total?: HitTotal;
};

type RowKind = "line" | "function" | "arm";

const forms: readonly Form[] = [
  { prefix: Buffer.from("DA:"), field: "second", kind: countHole, row: "line" },
  { prefix: Buffer.from("BRDA:"), field: "last", kind: takenHole, row: "arm" },
  { prefix: Buffer.from("FNDA:"), field: "first", kind: countHole, row: "function" },
  { prefix: Buffer.from("LH:"), field: "first", kind: totalHole, total: "LH" },
  { prefix: Buffer.from("FNH:"), field: "first", kind: totalHole, total: "FNH" },
  { prefix: Buffer.from("BRH:"), field: "first", kind: totalHole, total: "BRH" },
];

/** The n-th hole of a kind is the n-th row of it, if there are as many. */
function slotsOf(holes: readonly Form[], layout: Layout, orders: RecordOrders): Uint32Array | undefined {
  const { functions, arms } = offsetsOf(layout);
  const rows: Readonly<Record<RowKind, Rows>> = {
    line: rowsOf(orders.lines, 0, layout.lines.length),
    function: rowsOf(orders.functions, functions, layout.functions.length),
    arm: rowsOf(orders.arms, arms, layout.arms.lines.length),
  };
  const slots: number[] = [];
  for (const { row } of holes) {
    if (row === undefined) continue;
    const { first, places } = rows[row];
    const place = places?.[rows[row].taken++];
    if (place === undefined) return undefined;
    slots.push(first + place);
  }
  const isWhole =
    rows.line.taken === rows.line.places?.length &&
    rows.function.places !== undefined &&
    rows.function.taken === orders.counted &&
    rows.arm.taken === rows.arm.places?.length;
  return isWhole ? new Uint32Array(slots) : undefined;
}

type Rows = { readonly first: number; readonly places: Uint32Array | undefined; taken: number };

function rowsOf(order: RowOrder, first: number, length: number): Rows {
  return { first, places: placesOf(order, length), taken: 0 };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
