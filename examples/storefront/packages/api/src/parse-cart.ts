import { Refusal } from "./refusal.ts";

/** What is ordered: at least one line. */
export type Cart = { readonly lines: readonly { readonly sku: string; readonly quantity: number }[] };

/** Reads the body of an order; refuses what is not a cart with at least one line. */
export function parseCart(text: string): Cart {
  const { lines } = parseObject(text);
  if (!Array.isArray(lines) || lines.length === 0) throw new Refusal("bad-request");
  return { lines: lines.map(parseLine) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON is a bad request like any other.
  }
  throw new Refusal("bad-request");
}

function parseLine(line: unknown): Cart["lines"][number] {
  const { sku, quantity } = (line ?? {}) as Record<string, unknown>;
  if (typeof sku !== "string" || !Number.isSafeInteger(quantity) || Number(quantity) < 1)
    throw new Refusal("bad-request");
  return { sku, quantity: Number(quantity) };
}
