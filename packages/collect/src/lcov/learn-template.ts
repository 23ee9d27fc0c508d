import { placesOf, type RowOrder } from "../line-coverage/row-order.ts";
import { countKinds, kindOfPlace, startOfPlace } from "./count-places.ts";
import { type Layout, offsetsOf } from "./measured-file.ts";
import type { RecordSource } from "./record-lines.ts";
import { leastPiece, type RecordTemplate, totalHole } from "./record-template.ts";

/** A record that was read line by line without a doubt, and all of whose arms are measured. */
export type ReadRecord = RecordSource & { readonly version: string | undefined; readonly layout: Layout };

/** The template of a record; `undefined` when its counts are not the hits of one line, function or arm each. */
export function learnTemplate(record: ReadRecord): RecordTemplate | undefined {
  const { bytes, places, version, layout, orders, lines } = record;
  const rows = rowsOf(record);
  const holes = new Int32Array(places.length);
  let hitTotals = 0;
  for (let i = 0; i < places.length; i++) {
    const kind = kindOfPlace(places[i]!);
    const row = rows[kind];
    const hole = row === undefined ? totalHole(kind) : nextPlace(row);
    if (hole === undefined) return undefined;
    if (row === undefined) hitTotals++;
    holes[i] = hole;
  }
  const begins = places.length === 0 ? bytes.length : startOfPlace(places[0]!);
  // A total that is no hole, as white space is around it, would not be compared with the counts.
  const isWhole = rows.every(areTaken) && hitTotals === orders.hitTotals;
  if (!isWhole || begins < leastPiece) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { view, places, holes, version, layout, lines };
}

/** The rows of a kind: its n-th count is that of the n-th row as written, if there are as many. */
type Rows = {
  /** Where the counts of the kind begin. */
  readonly first: number;
  readonly places: Uint32Array | undefined;
  /** How many of them are written. */
  readonly counted: number;
  taken: number;
};

/** By `countKinds`. */
function rowsOf({ layout, orders }: ReadRecord): readonly Rows[] {
  const { functions, arms } = offsetsOf(layout);
  const rows = (first: number, length: number, order: RowOrder, counted = length): Rows => ({
    ...{ first, places: placesOf(order, length), counted, taken: 0 },
  });
  const byKind: Rows[] = [];
  byKind[countKinds.line] = rows(0, functions, orders.lines);
  byKind[countKinds.function] = rows(functions, arms - functions, orders.functions, orders.counted);
  byKind[countKinds.arm] = rows(arms, layout.arms.lines.length, orders.arms);
  return byKind;
}

/** Where the next count of a kind stands among those of the layout. */
function nextPlace(rows: Rows): number | undefined {
  const place = rows.places?.[rows.taken++];
  return place === undefined ? undefined : rows.first + place;
}

function areTaken({ places, counted, taken }: Rows): boolean {
  return places !== undefined && taken === counted;
}
