import type { Price } from "./price-cart.ts";

/** The price with a voucher of `percent` on top of other discounts, in favour of the shop by less than a cent. */
export function applyVoucher(price: Price, percent: number): Price {
  const off = Math.floor(((price.subtotal - price.discount) * percent) / 100);
  return { ...price, discount: price.discount + off, total: price.total - off };
}
