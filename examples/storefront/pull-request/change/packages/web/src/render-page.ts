import type { Order, Product } from "@shop/api";
import { formatMoney } from "@shop/pricing";
import { type Html, html } from "./html.ts";

/** The page with everything that is sold. */
export function renderProducts(products: readonly Product[]): string {
  const rows = products.map(
    ({ sku, name, price, stock }) => html`
      <tr>
        <td><label for="${sku}">${name}</label></td>
        <td>${formatMoney(price)}</td>
        <td><input type="number" id="${sku}" name="${sku}" min="0" max="${stock}" value="0"></td>
      </tr>`,
  );
  return page(
    "Tea shop",
    html`<form method="post" action="/orders">
      <table>${rows}</table>
      <p><label for="voucher">Voucher</label> <input id="voucher" name="voucher"></p>
      <button>Order</button> <output></output>
    </form>
    <script type="module" src="/page.js"></script>`,
  );
}

/** The page after an order. */
export function renderOrder({ id, lines, price }: Order): string {
  const rows = lines.map(({ sku, quantity }) => html`<li>${quantity} × ${sku}</li>`);
  return page(
    `Order ${id}`,
    html`<ul>${rows}</ul>
    <p>Total: <b>${formatMoney(price.total)}</b>, shipping ${formatMoney(price.shipping)}</p>
    <p><a href="/">Back to the shop</a></p>`,
  );
}

/** The page after an order that the API refused. */
export function renderRefusal(code: string): string {
  return page("Not ordered", html`<p>${reasonOf(code)}</p><p><a href="/">Back to the shop</a></p>`);
}

function reasonOf(code: string): string {
  switch (code) {
    case "out-of-stock":
      return "We have fewer pieces than you ordered.";
    case "unknown-voucher":
      return "We do not know this voucher.";
    case "vouchers-loading":
      return "We are still looking up your voucher. Please order again.";
    default:
      return "Something went wrong. Nothing was ordered.";
  }
}

function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>${title}</title>
<h1>${title}</h1>
${content}
</html>
`.markup;
}
