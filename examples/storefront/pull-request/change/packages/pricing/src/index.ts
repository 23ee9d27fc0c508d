export { applyVoucher } from "./apply-voucher.ts";
export { formatMoney } from "./format-money.ts";
export { type Price, type PricedLine, priceCart } from "./price-cart.ts";
