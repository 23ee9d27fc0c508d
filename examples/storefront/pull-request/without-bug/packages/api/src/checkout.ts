import { applyVoucher, type PricedLine, priceCart } from "@shop/pricing";
import type { Order, Store } from "./open-store.ts";
import type { Cart } from "./parse-cart.ts";
import { Refusal } from "./refusal.ts";
import type { VoucherBook } from "./voucher-book.ts";

/**
 * Takes the goods from stock, takes off the voucher and writes the order: all of it, or nothing when a line or the
 * voucher is refused.
 */
export function checkout(store: Store, vouchers: VoucherBook, cart: Cart): Order {
  return store.transaction(() => {
    const lines = cart.lines.map((line) => takeFromStock(store, line));
    const full = priceCart(lines);
    const price = cart.voucher === undefined ? full : applyVoucher(full, vouchers.percentOf(cart.voucher));
    return store.addOrder(lines, price);
  });
}

function takeFromStock(store: Store, { sku, quantity }: Cart["lines"][number]): PricedLine {
  const product = store.product(sku);
  if (product === undefined) throw new Refusal("unknown-product");
  if (!store.takeStock(sku, quantity)) throw new Refusal("out-of-stock");
  return { sku, price: product.price, quantity };
}
