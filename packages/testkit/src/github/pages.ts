import type { List } from "./answer.ts";

export type Page = { readonly body: unknown; readonly link?: string };

const usual = 30;
const most = 100;

/** The page of a list that a query asks for, with the `Link` header to the other pages. */
export function pageOf(list: List, url: string, query: Readonly<Record<string, unknown>>): Page {
  const size = Math.min(most, Math.max(1, Number(query["per_page"] ?? usual)));
  const page = Math.max(1, Number(query["page"] ?? 1));
  const items = list.items.slice((page - 1) * size, page * size).map((show) => show());
  const total = list.items.length;
  const body =
    list.member === undefined ? items : { ...list.beside, total_count: total, [list.member]: items };
  const link = linkHeader(url, page, Math.ceil(total / size));
  return { body, ...(link === "" ? {} : { link }) };
}

function linkHeader(url: string, page: number, last: number): string {
  const to = (target: number, name: string): string => {
    const address = new URL(url);
    address.searchParams.set("page", String(target));
    return `<${address}>; rel="${name}"`;
  };
  return [
    ...(page > 1 ? [to(page - 1, "prev"), to(1, "first")] : []),
    ...(page < last ? [to(page + 1, "next"), to(last, "last")] : []),
  ].join(", ");
}
