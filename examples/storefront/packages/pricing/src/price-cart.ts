/** A product in a cart. Prices are whole cents. */
export type PricedLine = { readonly sku: string; readonly price: number; readonly quantity: number };

/** What an order costs, in whole cents: `total = subtotal - discount + shipping`. */
export type Price = {
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly total: number;
};

const bulkQuantity = 10;
const freeShippingFrom = 50_00;
const shippingFee = 4_90;

/** Ten or more of one product are ten percent cheaper; what costs 50 € or more is sent free. */
export function priceCart(lines: readonly PricedLine[]): Price {
  const subtotal = sum(lines.map(({ price, quantity }) => price * quantity));
  const discount = sum(lines.map(bulkDiscount));
  const shipping = subtotal - discount >= freeShippingFrom ? 0 : shippingFee;
  return { subtotal, discount, shipping, total: subtotal - discount + shipping };
}

function bulkDiscount({ price, quantity }: PricedLine): number {
  return quantity < bulkQuantity ? 0 : Math.floor((price * quantity) / 10);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
