import type { Cart, Order, Product } from "@shop/api";

/** The API as functions. All of them reject with a `RefusedError` when the API refuses. */
export type Client = {
  products(): Promise<readonly Product[]>;
  order(cart: Cart): Promise<Order>;
  /** An order that was made before. */
  orderOf(id: number): Promise<Order>;
};

/** The API refused a request; `code` says why. */
export class RefusedError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number) {
    super(`The shop refused: ${code}`);
    this.code = code;
    this.status = status;
  }
}

/** A client of the API at `url`. */
export function createClient(url: string, send: typeof fetch = fetch): Client {
  async function call<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await send(`${url}${path}`, init);
    if (response.ok) return (await response.json()) as T;
    const body = (await response.json().catch(() => ({}))) as { refused?: string };
    throw new RefusedError(body.refused ?? "unavailable", response.status);
  }

  return {
    products: () => call("/products"),
    order: (cart) => call("/orders", { method: "POST", body: JSON.stringify(cart) }),
    orderOf: (id) => call(`/orders/${id}`),
  };
}
