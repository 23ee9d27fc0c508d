import { endWithParent, listen } from "@shop/http";
import { createApi } from "./create-api.ts";
import { openStore } from "./open-store.ts";
import { openVoucherBook } from "./voucher-book.ts";

const { SHOP_DATABASE = "shop.sqlite", PORT = "0" } = process.env;

const vouchers = openVoucherBook(new URL("vouchers.json", import.meta.url));
const server = createApi(openStore(SHOP_DATABASE), vouchers);
const url = await listen(server, Number(PORT));
console.log(`The API listens on ${url}`);
endWithParent(server, url);
