import type { Cart } from "@shop/api";

/** The cart of a submitted form: a voucher, and fields named by product; empty ones and zeros are left out. */
export function parseForm(body: string): Cart {
  const fields = new URLSearchParams(body);
  const voucher = fields.get("voucher")?.trim() ?? "";
  fields.delete("voucher");
  const all = [...fields].map(([sku, quantity]) => ({ sku, quantity: Number(quantity) }));
  const lines = all.filter(({ quantity }) => quantity > 0);
  return voucher === "" ? { lines } : { lines, voucher };
}
