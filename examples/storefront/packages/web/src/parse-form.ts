import type { Cart } from "@shop/api";

/** The cart of a submitted form: its fields are named by product, empty ones and zeros are left out. */
export function parseForm(body: string): Cart {
  const lines = [...new URLSearchParams(body)].map(([sku, quantity]) => ({
    sku,
    quantity: Number(quantity),
  }));
  return { lines: lines.filter(({ quantity }) => quantity > 0) };
}
