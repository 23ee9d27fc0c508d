import type { Request } from "./transport.ts";

/** What lies below the address of the API, and how a request there is called. */
export type ApiAddress = {
  /** True for an address below the API's own, where the token may go. */
  readonly isOwn: (url: string) => boolean;
  /** `GET /repos/octo/shop/pulls/7`: the request in an error text, without its query. */
  readonly nameOf: (request: Request) => string;
};

/** @param apiUrl without a slash at its end */
export function apiAddress(apiUrl: string): ApiAddress {
  const { href, pathname: root } = new URL(`${apiUrl}/`);
  return {
    isOwn: (url) => URL.canParse(url) && new URL(url).href.startsWith(href),
    nameOf({ method, url }) {
      const { pathname } = new URL(url);
      return `${method} /${pathname.startsWith(root) ? pathname.slice(root.length) : pathname.slice(1)}`;
    },
  };
}
