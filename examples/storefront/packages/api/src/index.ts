export { createApi } from "./create-api.ts";
export { type Order, openStore, type Product, type Store } from "./open-store.ts";
export type { Cart } from "./parse-cart.ts";
