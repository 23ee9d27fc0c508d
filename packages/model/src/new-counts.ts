/**
 * Zeros for the counts of a file. Small ones share their memory: a report has thousands, and a buffer of its own takes each
 * longer to get than its counts take to read.
 */
export function newCounts(length: number): Float64Array {
  if (length > mostShared) return new Float64Array(length);
  if (length > shared.length - taken) {
    shared = new Float64Array(sharedLength);
    taken = 0;
  }
  taken += length;
  return shared.subarray(taken - length, taken);
}

const sharedLength = 32_768;
/** So that little is left over where the next one does not fit. */
const mostShared = sharedLength / 16;

let shared = new Float64Array(0);
let taken = 0;
