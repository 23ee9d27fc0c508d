import { type PricedLine, priceCart } from "@shop/pricing";
import type { Order, Store } from "./open-store.ts";
import type { Cart } from "./parse-cart.ts";
import { Refusal } from "./refusal.ts";

/** Takes the goods from stock and writes the order: all of it, or nothing when one line is refused. */
export function checkout(store: Store, cart: Cart): Order {
  return store.transaction(() => {
    const lines = cart.lines.map((line) => takeFromStock(store, line));
    return store.addOrder(lines, priceCart(lines));
  });
}

function takeFromStock(store: Store, { sku, quantity }: Cart["lines"][number]): PricedLine {
  const product = store.product(sku);
  if (product === undefined) throw new Refusal("unknown-product");
  if (!store.takeStock(sku, quantity)) throw new Refusal("out-of-stock");
  return { sku, price: product.price, quantity };
}
