import type { Counts } from "../../coverage.ts";
import { createBundleText } from "../bundle-text.ts";

const text = createBundleText();

/** Integers as they stand in a bundle. */
export function encodeVlq(values: Counts, plus = 0): string {
  text.integers(values, plus);
  return Buffer.from(text.take()).toString();
}

/** Rows of integers as they stand in a bundle. */
export function encodeRows(numbers: Int32Array, width: number): string {
  text.rows(numbers, width);
  return Buffer.from(text.take()).toString();
}
